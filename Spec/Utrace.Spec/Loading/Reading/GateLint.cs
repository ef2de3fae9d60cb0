using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>
/// Gates that nothing opens, that nobody waits for, and that can only open behind their own await. Every script is let run as far as
/// open gates let it, callbacks always; what is then still shut stays shut in every interleaving.
/// </summary>
internal static class GateLint
{
    /// <summary>Reports the defects and gives the gates that are opened, in ordinal order.</summary>
    public static List<string> Check(IReadOnlyList<IReadOnlyList<Step>> scripts, DefectList defects)
    {
        var opens = scripts.SelectMany(s => s).Select(s => (Step: s, Gate: OpenedBy(s))).Where(p => p.Gate is not null)
            .ToLookup(p => p.Gate!, p => p.Step, StringComparer.Ordinal);
        var awaits = scripts.SelectMany(s => s).Select(s => (Step: s, Gate: AwaitedBy(s))).Where(p => p.Gate is not null)
            .ToLookup(p => p.Gate!, p => p.Step, StringComparer.Ordinal);
        foreach (var group in awaits.Where(g => !opens.Contains(g.Key)))
        {
            foreach (var step in group)
            {
                defects.Add(step.Source, $"the gate '{group.Key}' is never opened", $"'open: {group.Key}' somewhere", Nearest.Of(group.Key, opens.Select(o => o.Key).Where(o => !awaits.Contains(o))));
            }
        }

        foreach (var group in opens.Where(g => !awaits.Contains(g.Key)))
        {
            foreach (var step in group)
            {
                defects.Add(step.Source, $"nobody awaits the gate '{group.Key}'", $"'await: {group.Key}' somewhere", Nearest.Of(group.Key, awaits.Select(a => a.Key).Where(a => !opens.Contains(a))));
            }
        }

        foreach (var (step, gate) in Stuck(scripts).Where(s => opens.Contains(s.Gate)))
        {
            defects.Add(step.Source, $"the gate '{gate}' can never be opened here: every 'open: {gate}' stands behind an await that never ends");
        }

        return [.. opens.Select(o => o.Key).Order(StringComparer.Ordinal)];
    }

    private static string? AwaitedBy(Step step) => step switch
    {
        AwaitStep a => a.Gate,
        SyscallActivity s => s.Until,
        _ => null,
    };

    private static string? OpenedBy(Step step) => step switch
    {
        OpenStep o => o.Gate,
        CallStep { Call.Gate: { } gate } => gate,
        _ => null,
    };

    private static IEnumerable<(AwaitStep Step, string Gate)> Stuck(IReadOnlyList<IReadOnlyList<Step>> scripts)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        var at = new int[scripts.Count];
        for (var moved = true; moved;)
        {
            moved = false;
            for (var i = 0; i < at.Length; i++)
            {
                while (at[i] < scripts[i].Count && (scripts[i][at[i]] is not AwaitStep wait || open.Contains(wait.Gate)))
                {
                    if (OpenedBy(scripts[i][at[i]++]) is { } opened)
                    {
                        open.Add(opened);
                    }

                    moved = true;
                }
            }
        }

        return at.Select((n, i) => n < scripts[i].Count ? (AwaitStep)scripts[i][n] : null).OfType<AwaitStep>().Select(s => (s, s.Gate));
    }
}
