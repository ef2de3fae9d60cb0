namespace Utrace.Conformance.Verdicts.Scheduled;

/// <summary>
/// What makes two failures the same one: the kind of verdict, the guarantees that are blamed, and the line at which the model could not follow (an exception's type, where the
/// implementation threw). Where in the log that line stands does not matter, nor what else the log shows.
/// </summary>
/// <param name="Kind">The kind of verdict.</param>
/// <param name="Blamed">The guarantees, joined.</param>
/// <param name="Shape">The line, or the exception.</param>
public sealed record FailureKey(VerdictKind Kind, string Blamed, string Shape)
{
    /// <summary>The key of a run that failed.</summary>
    internal static FailureKey Of(JudgedRun run) => new(
        run.Kind,
        string.Join(',', run.Blamed),
        run.Evidence.Exception?.Split([':', '\n'])[0] ?? (run.Evidence.Divergence is { } divergence ? divergence.Observed ?? "the log stops" : ""));

    /// <summary><c>violation RESUME-03,STOP-13 '* end T=tstopped'</c>.</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {Blamed}{(Shape.Length == 0 ? "" : $" '{Shape}'")}";
}
