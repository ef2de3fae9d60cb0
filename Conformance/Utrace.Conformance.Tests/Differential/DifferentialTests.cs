using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Utrace.Adapters;
using Utrace.Adapters.Threaded;
using Utrace.Conformance.Running;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Differential;

/// <summary>Model and threaded implementation agree on scenarios that nobody wrote; where they do not, the smallest such scenario is left in a file.</summary>
public sealed class DifferentialTests
{
    /// <summary>More, or others, for whoever has the time: UTRACE_DIFFERENTIAL=COUNT or COUNT@FIRSTSEED.</summary>
    private const string Asked = "UTRACE_DIFFERENTIAL";

    private static readonly string[] Wanted = (Environment.GetEnvironmentVariable(Asked) ?? "2000@1").Split('@');
    private static readonly int Scenarios = int.Parse(Wanted[0], CultureInfo.InvariantCulture);
    private static readonly ulong FirstSeed = Wanted.Length > 1 ? ulong.Parse(Wanted[1], CultureInfo.InvariantCulture) : 1;

    private static readonly DeadlineUnit Unit = DeadlineUnit.Calibrate();

    [Test]
    public void EveryLogOfTheThreadedImplementation_IsOneOfTheModel()
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var adapter = new ThreadedAdapter();
        var comparison = new Comparison(adapter, Unit);
        var failures = Search(comparison, adapter.Identity.Capabilities, Scenarios, out var tried, out var last);
        TestContext.Out.WriteLine(FormattableString.Invariant(
            $"seeds {FirstSeed} to {last}: {tried} scenarios over {string.Join(' ', adapter.Identity.Capabilities)}, {comparison.Logs} logs, {comparison.Undecided} undecided, {comparison.Endless} without an end, {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:0} s of processor time"));

        Assert.Multiple(() =>
        {
            Assert.That(failures.Count, Is.Zero, () => Report(failures[0], comparison));
            Assert.That(failures.Count > 0 || tried == Scenarios, Is.True);
            Assert.That(comparison.Endless, Is.LessThan(Math.Max(10, comparison.Logs / 100)));
            Assert.That(comparison.Undecided, Is.LessThan(Math.Max(5, comparison.Logs / 50)), "scenarios are too large for the oracle's bound");
        });
    }

    [TestCase("last-action-wins")]
    [TestCase("set-events-only-adds")]
    public void PlantedFault_IsFound_AndLeftInASmallFile(string name)
    {
        var adapter = new ThreadedAdapter(Faults.Find(name));
        var comparison = new Comparison(adapter, Unit);

        var failures = Search(comparison, adapter.Identity.Capabilities, Scenarios, out _, out _);

        Assert.That(failures, Is.Not.Empty);
        var (seed, whole, _) = failures[0];
        var (file, reduced) = Leave(failures[0], comparison);
        var loaded = ScenarioLoader.Load(file, Directory.GetParent(Path.GetDirectoryName(file)!)!.FullName);
        TestContext.Out.WriteLine($"{file}\n{File.ReadAllText(file)}");
        Assert.Multiple(() =>
        {
            Assert.That(loaded.Defects, Is.Empty);
            Assert.That(reduced.Size, Is.LessThan(whole.Size).And.LessThanOrEqualTo(14));
            Assert.That(Enumerable.Range(0, 5).Any(_ => comparison.Differs(loaded.Scenarios.Single(), seed) is not null), Is.True);
            Assert.That(new Comparison(new ThreadedAdapter(), Unit).Differs(loaded.Scenarios.Single(), seed), Is.Null, "the implementation without the fault is right on it");
        });
    }

    [Test]
    public void Documents_AreTheSameForTheSameSeed_AndMostAreAllowed()
    {
        var capabilities = new ThreadedAdapter().Identity.Capabilities;
        var documents = Enumerable.Range(1, 300).Select(i => DocumentGenerator.Make((ulong)i, capabilities)).ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(documents.Select((d, i) => string.Equals(DocumentGenerator.Make((ulong)i + 1, capabilities).Render(), d.Render(), StringComparison.Ordinal)), Is.All.True);
            Assert.That(documents.Count(d => d.Load() is not null), Is.GreaterThan(200), () => string.Join('\n', documents.Where(d => d.Load() is null).Select(d => d.Defects()).Take(20)));
        });
    }

    /// <summary>Scenarios of ascending seeds, those left out that the language does not allow, until so many were tried or one fails.</summary>
    private static IReadOnlyList<Failure> Search(
        Comparison comparison, IReadOnlySet<string> capabilities, int most, out int tried, out ulong last)
    {
        var failures = new ConcurrentDictionary<ulong, Failure>();
        var (taken, next) = (0, FirstSeed - 1);
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            while (failures.IsEmpty && Volatile.Read(ref taken) < most)
            {
                var seed = Interlocked.Increment(ref next);
                var document = DocumentGenerator.Make(seed, capabilities);
                if (document.Load() is { } scenario && Interlocked.Increment(ref taken) <= most && Seen(comparison, scenario, seed) is { } wrong)
                {
                    failures[seed] = new Failure(seed, document, wrong);
                }
            }
        })
        { IsBackground = true }).ToArray();
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        (tried, last) = (Math.Min(taken, most), next);
        return [.. failures.Values.OrderBy(f => f.Seed)];
    }

    /// <summary>A comparison that breaks down has found something as well, and is not to take the other scenarios with it.</summary>
    private static string? Seen(Comparison comparison, Scenario scenario, ulong seed)
    {
        try
        {
            return comparison.Differs(scenario, seed);
        }
        catch (Exception e)
        {
            return $"the comparison broke down: {e}";
        }
    }

    private static string Report(Failure failure, Comparison comparison)
    {
        var file = Leave(failure, comparison).File;
        return $"seed {failure.Seed}, reduced to {file} (to look at it: copy it to fixtures/scenarios/generated and run utrace-conform show, explore and run on it)\n{File.ReadAllText(file)}";
    }

    /// <summary>Reduces and writes a document. What only some schedules of the operating system show is tried a few times.</summary>
    private static (string File, GeneratedDocument Document) Leave(Failure failure, Comparison comparison)
    {
        string? wrong = null;
        bool Fails(GeneratedDocument d)
        {
            for (var i = 0; i < 2; i++)
            {
                if (Seen(comparison, d.Load()!, failure.Seed) is { } now)
                {
                    wrong = now;
                    return true;
                }
            }

            return false;
        }

        var reduced = DocumentReducer.Reduce(failure.Document, Fails);
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{reduced.Id}.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        wrong ??= $"once; the schedule of the operating system decides, and did not show it again: {failure.Wrong}";
        File.WriteAllText(file, $"{reduced.Render()}# What was seen, {wrong.ReplaceLineEndings("\n# ")}\n");
        TestContext.AddTestAttachment(file);
        return (file, reduced);
    }

    /// <summary>A document on which model and implementation differ.</summary>
    /// <param name="Wrong">What was seen first: it may not be seen again.</param>
    private sealed record Failure(ulong Seed, GeneratedDocument Document, string Wrong);
}
