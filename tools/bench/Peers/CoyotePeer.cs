using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.Rewriting;
using Microsoft.Coyote.SystematicTesting;
using Utrace.Bench.Programs;

namespace Utrace.Bench.Peers;

/// <summary>Microsoft.Coyote, on a copy of the lock race that it has rewritten. Its rewriting engine is not public, and the tool that calls it is not a package.</summary>
internal sealed class CoyotePeer
{
    private const string Subject = "Utrace.Bench.LockRace";
    private readonly Func<int, int, int, int, uint, bool, bool> _race;
    private uint _seed = 1;

    /// <summary>Rewrites the race into a directory and loads it.</summary>
    /// <exception cref="InvalidOperationException">The engine is not as expected.</exception>
    public CoyotePeer(string scratch)
    {
        var input = Directory.CreateDirectory(Path.Combine(scratch, "coyote-in")).FullName;
        var output = Directory.CreateDirectory(Path.Combine(scratch, "coyote-out")).FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(IsNeeded))
        {
            File.Copy(file, Path.Combine(input, Path.GetFileName(file)));
        }

        Rewrite(input, output);
        var assembly = new AssemblyLoadContext("rewritten").LoadFromAssemblyPath(Path.Combine(output, Subject + ".dll"));
        if (!RewritingEngine.IsAssemblyRewritten(assembly))
        {
            throw new InvalidOperationException($"{assembly.Location} is not rewritten, so that Coyote would control nothing of it.");
        }

        _race = assembly.GetType(Subject + ".TaskRace", throwOnError: true)!.GetMethod("Run")!.CreateDelegate<Func<int, int, int, int, uint, bool, bool>>();
    }

    private long _steps;
    private long _executions;

    /// <summary>How many scheduling steps an execution had on average.</summary>
    public double PerExecution => _steps / (double)_executions;

    /// <summary>Runs random schedules of the race; gives how many executions broke its invariant.</summary>
    public int Run(RaceSize size, int executions, bool isBuggy = false)
    {
        var (draw, broken) = (0u, 0);
        var configuration = Configuration.Create()
            .WithTestingIterations((uint)executions)
            .WithRandomStrategy()
            .WithRandomGeneratorSeed(_seed++)
            .WithVerbosityEnabled(VerbosityLevel.None)
            .WithTelemetryEnabled(false)
            .WithPotentialDeadlocksReportedAsBugs(false);
        using var engine = TestingEngine.Create(configuration, () =>
        {
            if (_race(size.Engines, size.Tracers, size.Operations, size.Reports, draw++, isBuggy))
            {
                broken++;
            }
        });
        // Coyote prints its progress at every level of verbosity.
        var console = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            engine.Run();
        }
        finally
        {
            Console.SetOut(console);
        }

        var report = engine.TestReport;
        if (report.NumOfFoundBugs != 0 || draw != executions)
        {
            throw new InvalidOperationException($"Coyote ran {draw} of {executions} executions: {string.Join("; ", report.BugReports)} {string.Join("; ", report.InternalErrors)}");
        }

        _steps += report.TotalExploredFairSteps + report.TotalExploredUnfairSteps;
        _executions += executions;
        return broken;
    }

    /// <summary>The rewriter resolves what the subject and Coyote refer to; it is not to touch the kit.</summary>
    private static bool IsNeeded(string file) => Path.GetFileNameWithoutExtension(file) is Subject or "Microsoft.Coyote" or "Microsoft.Coyote.Test" or "Microsoft.Coyote.Actors";

    private static void Rewrite(string input, string output)
    {
        const BindingFlags Hidden = BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        var library = typeof(RewritingEngine).Assembly;
        var optionsType = library.GetType("Microsoft.Coyote.Rewriting.RewritingOptions", throwOnError: true)!;
        var options = optionsType.GetMethod("Create", Hidden)!.Invoke(null, null)!;
        optionsType.GetProperty("AssembliesDirectory", Hidden)!.SetValue(options, input);
        optionsType.GetProperty("OutputDirectory", Hidden)!.SetValue(options, output);
        ((HashSet<string>)optionsType.GetProperty("AssemblyPaths", Hidden)!.GetValue(options)!).Add(Path.Combine(input, Subject + ".dll"));
        var run = typeof(RewritingEngine).GetMethods(Hidden).Single(m => m.IsStatic && string.Equals(m.Name, "Run", StringComparison.Ordinal));
        var parameters = run.GetParameters();
        var configuration = Configuration.Create().WithVerbosityEnabled(VerbosityLevel.None);
        run.Invoke(null, [options, configuration, Make(parameters[2].ParameterType, configuration, false), Make(parameters[3].ParameterType)]);
    }

    private static object Make(Type type, params object[] preferred)
    {
        const BindingFlags Constructors = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        var constructor = type.GetConstructors(Constructors).OrderBy(c => c.GetParameters().Length).First(c => c.GetParameters().Length <= preferred.Length);
        return constructor.Invoke(preferred[..constructor.GetParameters().Length]);
    }
}
