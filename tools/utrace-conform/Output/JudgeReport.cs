using System.Text.Json.Serialization;

namespace Utrace.Conform.Output;

/// <summary><c>judge DIRECTORY --json</c>: the logs of a directory.</summary>
/// <param name="Legal">Logs that the model explains.</param>
/// <param name="Illegal">Logs that break a guarantee.</param>
/// <param name="Inconclusive">Logs that nothing can be said of.</param>
/// <param name="Broken">Files that are not logs, or do not say of which scenario.</param>
/// <param name="PassedOver">Files whose names are not those of logs.</param>
/// <param name="Logs">Each, in ordinal order of the paths.</param>
internal sealed record JudgeReport(int Legal, int Illegal, int Inconclusive, int Broken, int PassedOver, IReadOnlyList<JudgedFile> Logs);

/// <summary>One file.</summary>
/// <param name="File">Its path below the directory, with slashes.</param>
/// <param name="Kind">What is to say of it.</param>
/// <param name="Case">Of which scenario it is; absent where it is broken.</param>
/// <param name="Lines">Lines of the log.</param>
/// <param name="Reason">Why it is not legal.</param>
/// <param name="Blamed">The guarantees that it breaks, the surest first.</param>
/// <param name="Warning">Something to know although it changes nothing.</param>
internal sealed record JudgedFile(string File, JudgedKind Kind, string? Case, int Lines, string? Reason, IReadOnlyList<string> Blamed, string? Warning = null);

/// <summary>What is to say of a file, from the best to the worst.</summary>
internal enum JudgedKind
{
    /// <summary>The model explains it.</summary>
    [JsonStringEnumMemberName("legal")]
    Legal,

    /// <summary>Nothing can be said of it.</summary>
    [JsonStringEnumMemberName("inconclusive")]
    Inconclusive,

    /// <summary>It is not a log, or nobody knows of which scenario.</summary>
    [JsonStringEnumMemberName("broken")]
    Broken,

    /// <summary>It breaks a guarantee.</summary>
    [JsonStringEnumMemberName("illegal")]
    Illegal,
}
