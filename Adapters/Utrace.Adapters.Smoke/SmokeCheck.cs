using Utrace.Spec;

namespace Utrace.Adapters.Smoke;

/// <summary>One check.</summary>
/// <param name="Name">A path, like <c>settle/tick</c>.</param>
/// <param name="Did">What it does, in words.</param>
/// <param name="Body">Does it, in a scenario that has just begun; answers what came, or throws <see cref="SmokeException"/>.</param>
/// <param name="Needs">The capability without which it is skipped.</param>
internal sealed record SmokeCheck(string Name, string Did, Func<SmokeTalk, string> Body, string Needs = Capability.Core)
{
    /// <summary>Whether the scenario is one under control.</summary>
    public bool IsControlled { get; init; }
}
