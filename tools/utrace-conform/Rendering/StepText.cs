using System.Globalization;
using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Rendering;

/// <summary>A step of a scenario in the words of the scenario language.</summary>
internal static class StepText
{
    /// <summary>One step.</summary>
    public static string Of(Step step) => step switch
    {
        CallStep s => $"{s.Call}{Expected(s.Expect)}",
        OpenStep s => $"open {s.Gate}",
        AwaitStep s => $"await {s.Gate}",
        AwaitStateStep s => $"await {s.Thread} {Words.Of(s.State)}",
        SettleStep => "settle",
        ProbeStep s => $"probe {s.Thread}{Expected(s.Expect)}",
        TickActivity => "tick",
        ExecActivity s => s.Fails ? "exec (fails)" : "exec",
        SyscallActivity { Sleep: SleepKind.None } s => $"syscall {s.Name}",
        SyscallActivity s => $"syscall {s.Name}, {s.Sleep.ToString().ToLowerInvariant()} until {s.Until}",
        ExitActivity s => string.Create(CultureInfo.InvariantCulture, $"{(s.Group ? "exit_group" : "exit")} {s.Code}"),
        CloneActivity { Child: null } => "clone (fails)",
        CloneActivity { Kind: CloneKind.Vfork } s => $"vfork {s.Child}",
        CloneActivity { Kind: CloneKind.Fork } s => $"fork {s.Child}",
        Activity s => ActivityText.Of(s),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.GetType().Name, "a step that this program does not know"),
    };

    /// <summary>What a callback's rule applies to.</summary>
    public static string Condition(CallbackRule rule)
    {
        var text = Words.Of(rule.Callback);
        if (rule.Event is { } e)
        {
            text += $" for {Words.Of(e)}";
        }

        return rule.Occurrences switch
        {
            { First: 1, Last: int.MaxValue } => text,
            { Last: int.MaxValue } r => string.Create(CultureInfo.InvariantCulture, $"{text}, from call {r.First}"),
            var r when r.First == r.Last => string.Create(CultureInfo.InvariantCulture, $"{text}, call {r.First}"),
            var r => string.Create(CultureInfo.InvariantCulture, $"{text}, calls {r.First} to {r.Last}"),
        };
    }

    /// <summary>What a callback does: its steps, then what it returns.</summary>
    public static IEnumerable<string> Body(CallbackRule rule)
    {
        foreach (var step in rule.Do)
        {
            yield return Of(step);
        }

        if (rule.ExitCode is { } code)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"code = {code}");
        }

        if (rule.Signal is { } signal)
        {
            yield return $"info = {Words.Of(signal)}";
        }

        if (rule.Disposition is { } disposition)
        {
            yield return $"return_ka = {Words.Of(disposition)}";
        }

        if (rule.Callback is not Callback.Reap)
        {
            yield return $"return {Words.Of(rule.Return, rule.Callback)}";
        }
    }

    private static string Expected(ResultExpectation? expect) => expect is null ? "" : $" -> {string.Join(" or ", expect.Words)}";
}
