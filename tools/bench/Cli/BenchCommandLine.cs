using System.CommandLine;
using System.ComponentModel;
using System.Text.Json;
using Spectre.Console;
using Utrace.Bench.Reporting;
using Utrace.Bench.Rows;

namespace Utrace.Bench.Cli;

/// <summary>The verbs: one for each group of rows, and <c>peers</c> for all of them.</summary>
internal static class BenchCommandLine
{
    private const int Failed = 1;
    private const string Marker = "Utrace.sln";
    private static readonly Option<string> Output = new("--output", "-o") { Description = "Where the JSON goes.", DefaultValueFactory = _ => "bench-peers.json" };
    private static readonly Option<int> Repetitions = new("--repetitions", "-n") { Description = "How often each contestant is measured; medians are printed.", DefaultValueFactory = _ => 5 };

    private static readonly Option<string?> WirePeer = new("--wire-peer") { Description = "wire: the command that answers trivial calls; by default a program on the SDK for C." };

    /// <summary>The groups in the order of the table.</summary>
    private static readonly (string Name, string What, Func<BenchContext, IEnumerable<BenchRow>> Rows)[] Groups =
    [
        ("explorer", "every state of the race against SPIN, and the shortest counterexamples", ExplorerRows.All),
        ("schedules", "controlled schedules against Microsoft.Coyote, and how many of them cover the model", ScheduleRows.All),
        ("oracle", "how fast logs are judged", OracleRows.All),
        ("wire", "calls over the wire protocol beside a plain pipe, and what a wire costs the whole suite", WireRows.All),
        ("suite", "how long the suite, a run and the start of the command take, and what pause points cost when off", SuiteRows.All),
    ];

    /// <summary>Runs one command line.</summary>
    public static int Run(string[] args)
    {
        var root = new RootCommand(
            """
            Measures the kit beside its peers, in one run, taking turns, in processor time.

            Examples:
              dotnet run -c Release --project tools/bench -- peers                  everything, the table of the README
              dotnet run -c Release --project tools/bench -- explorer               the explorer beside SPIN only
              dotnet run -c Release --project tools/bench -- schedules -n 9         schedules beside Coyote, nine repetitions
              dotnet run -c Release --project tools/bench -- oracle -o oracle.json  the oracle only, JSON into a file of its own

            A row whose peer is not installed is printed as skipped; the rest runs.
            Exit codes: 0 measured (also where a figure to reach was missed), 1 the two sides of a row did not do the same, 64 usage.
            """);
        root.Options.Add(Output);
        root.Options.Add(Repetitions);
        root.Options.Add(WirePeer);
        (Output.Recursive, Repetitions.Recursive, WirePeer.Recursive) = (true, true, true);
        root.Add(Verb("peers", "everything", [.. Groups.Select(g => g.Rows)]));
        foreach (var group in Groups)
        {
            root.Add(Verb(group.Name, group.What, group.Rows));
        }

        var result = root.Parse(args);
        return result.Errors.Count > 0 ? Usage(result) : result.Invoke();
    }

    private static Command Verb(string name, string what, params Func<BenchContext, IEnumerable<BenchRow>>[] groups)
    {
        var verb = new Command(name, what);
        verb.SetAction(result => Measure(groups, result.GetValue(Repetitions), result.GetValue(Output)!, result.GetValue(WirePeer)));
        return verb;
    }

    private static int Measure(Func<BenchContext, IEnumerable<BenchRow>>[] groups, int repetitions, string output, string? wirePeer)
    {
        var scratch = Directory.CreateTempSubdirectory("utrace-bench-");
        try
        {
            var context = new BenchContext(FindRoot(), repetitions, scratch.FullName, wirePeer);
            var isTerminal = AnsiConsole.Profile.Out.IsTerminal;
            var rows = new List<BenchRow>();
            foreach (var row in groups.SelectMany(g => Guarded(g, context)))
            {
                rows.Add(row);
                Console.Error.WriteLine(RowText.Line(row));
            }

            if (isTerminal)
            {
                AnsiConsole.Write(RowText.Table(rows));
            }
            else
            {
                RowText.Write(Console.Out, rows);
            }

            BenchReport.Of(repetitions, rows).Write(output);
            Console.Error.WriteLine($"written: {output}");
            return rows.Exists(r => r.State == RowState.Failed) ? Failed : 0;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    /// <summary>A group that breaks off says so in a row of its own: what was measured is kept, and the other groups are.</summary>
    private static IEnumerable<BenchRow> Guarded(Func<BenchContext, IEnumerable<BenchRow>> group, BenchContext context)
    {
        using var rows = group(context).GetEnumerator();
        while (true)
        {
            BenchRow row;
            var isOver = false;
            try
            {
                if (!rows.MoveNext())
                {
                    break;
                }

                row = rows.Current;
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or JsonException or Win32Exception)
            {
                isOver = true;
                row = new BenchRow { Group = Name(group), Job = "the rest of the group", State = RowState.Failed, Note = e.Message.ReplaceLineEndings("; ") };
            }

            yield return row;
            if (isOver)
            {
                break;
            }
        }
    }

    private static string Name(Func<BenchContext, IEnumerable<BenchRow>> group) => Groups.First(g => g.Rows == group).Name;

    private static int Usage(ParseResult result)
    {
        foreach (var error in result.Errors)
        {
            Console.Error.WriteLine($"usage: {error.Message}");
        }

        Console.Error.WriteLine($"  expected: one of peers, {string.Join(", ", Groups.Select(g => g.Name))}, with --repetitions N, --output FILE");
        Console.Error.WriteLine("  do:       see --help for examples");
        return 64;
    }

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, Marker)))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No directory above {AppContext.BaseDirectory} holds {Marker}; run the bench out of a clone of the repository.");
    }
}
