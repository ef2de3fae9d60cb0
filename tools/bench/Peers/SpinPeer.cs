using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Utrace.Bench.Programs;

namespace Utrace.Bench.Peers;

/// <summary>SPIN on race.pml: each size and setting is a verifier of its own, built before anything is measured.</summary>
internal sealed partial class SpinPeer
{
    private static readonly string[] Search = ["-m1000", "-w24"];

    private readonly string _directory;

    private SpinPeer(string directory) => _directory = directory;

    /// <summary>What a verifier said.</summary>
    /// <param name="States">States it stored.</param>
    /// <param name="ErrorDepth">Length of its counterexample; null if it found none.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Finding(long States, int? ErrorDepth);

    /// <summary>What is missing here, as the reader can repair it; null if nothing.</summary>
    public static string? Missing { get; } = string.Join(" ", new[] { "spin", "gcc" }.Where(p => !Command.IsThere(p))) is { Length: > 0 } missing ? $"apt-get install {missing}" : null;

    /// <summary>Builds a verifier.</summary>
    /// <param name="scratch">Where.</param>
    /// <param name="size">Of the race.</param>
    /// <param name="isReduced">Whether SPIN may leave out states (its partial-order reduction, on by default).</param>
    /// <param name="isBuggy">Whether the race has the bug.</param>
    public static SpinPeer Build(string scratch, RaceSize size, bool isReduced, bool isBuggy = false)
    {
        var directory = Directory.CreateDirectory(Path.Combine(scratch, $"spin-{size}-{isReduced}-{isBuggy}")).FullName;
        var source = Path.Combine(AppContext.BaseDirectory, "race.pml");
        List<string> parameters = [$"-DN={size.Engines}", $"-DM={size.Tracers}", $"-DK={size.Operations}", $"-DR={size.Reports}"];
        Command.Must(directory, "spin", ["-a", .. parameters, .. isBuggy ? ["-DLOST"] : Array.Empty<string>(), source]);
        Command.Must(directory, "gcc", ["-O3", "-march=native", "-DSAFETY", .. isReduced ? Array.Empty<string>() : ["-DNOREDUCE"], "-o", "pan", "pan.c"]);
        return new SpinPeer(directory);
    }

    /// <summary>Runs it: every state, or to the first counterexample.</summary>
    public Finding Run()
    {
        var text = Command.Run(_directory, Path.Combine(_directory, "pan"), [.. Search, "-E"]).Output;
        var states = Stored().Match(text);
        if (!states.Success || text.Contains("Search not completed", StringComparison.Ordinal) && !Depth().IsMatch(text))
        {
            throw new InvalidOperationException($"SPIN did not finish: {text}");
        }

        var depth = Depth().Match(text);
        return new Finding(long.Parse(states.Groups[1].ValueSpan, CultureInfo.InvariantCulture), depth.Success ? int.Parse(depth.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null);
    }

    [GeneratedRegex(@"(?<states>\d+) states, stored", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stored();

    [GeneratedRegex(@"\(at depth (?<depth>\d+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Depth();
}
