using System.Collections.Immutable;
using Utrace.Conformance.Families;
using Utrace.Conformance.Reports;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.KnownFailures;

/// <summary>What expectations are judged against. Immutable.</summary>
/// <param name="Library">Every case that exists, whether it is run or not: patterns are held against these.</param>
/// <param name="Adapters">The implementations of the run.</param>
/// <param name="Today">The day that expiry is compared with.</param>
/// <param name="Kit">The version of the kit.</param>
public sealed record ExpectationContext(ImmutableArray<LibraryCase> Library, ImmutableArray<ReportAdapter> Adapters, DateOnly Today, Version Kit)
{
    /// <summary>The context of a run with this kit.</summary>
    public static ExpectationContext Of(IEnumerable<Scenario> library, IEnumerable<ReportAdapter> adapters, DateOnly? today) => new(
        [.. library.Select(s => new LibraryCase(s.Id, s.Guarantees))], [.. adapters], today ?? KitRelease.Day, Versions.Parse(KitRelease.Version) ?? new Version(0, 0, 0));
}

/// <summary>A case that exists.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tests">The guarantees it tests.</param>
public sealed record LibraryCase(string Id, ImmutableArray<string> Tests)
{
    /// <summary>The part of the id before the first slash.</summary>
    public string Area => Id.Split('/')[0];

    /// <summary>Whether a glob means it.</summary>
    public bool IsMeant(Glob glob) => glob.FitsCase(Id);
}
