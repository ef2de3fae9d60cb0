using System.Collections.Immutable;
using Utrace.Conformance.Exploration;
using Utrace.Conformance.Tests.Bundled;
using Utrace.Conformance.Tests.Toys;
using Utrace.Reference;
using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Tests.Exploration;

/// <summary>What a symmetric exploration relies on, and that it finds what the plain one finds.</summary>
public sealed class SymmetryTests
{
    private static readonly ExplorationOptions Symmetric = new() { Symmetry = Symmetry.On };

    [TestCase(Profile.Normative)]
    [TestCase(Profile.Rhel6)]
    [TestCase(Profile.Upstream201010)]
    public void SuccessorsOfImages_AreImagesOfSuccessors_InEveryReachableState(Profile profile)
    {
        var cases = Cases(profile).ToArray();
        var wrong = cases.AsParallel().AsOrdered().Select(c => (c.Scenario.Id, Wrong: ImageCheck.Run(c.System))).Where(r => r.Wrong is not null).Select(r => $"{r.Id}: {r.Wrong}");
        Assert.Multiple(() =>
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(cases, Has.Length.GreaterThan(100));
        });
    }

    [TestCase(Profile.Normative)]
    [TestCase(Profile.Rhel6)]
    public void SymmetricAndPlain_SameOutcomesFindingsAndRules(Profile profile)
    {
        var compared = Cases(profile).AsParallel().AsOrdered().SelectMany(c => new[] { Compare(c.Scenario, c.System, Symmetric), Compare(c.Scenario, c.System, Symmetric with { Reduction = Reduction.On }) }).ToArray();
        var (plain, renamed) = (compared.Sum(c => (long)c.Plain), compared.Sum(c => (long)c.Renamed));
        TestContext.Out.WriteLine(FormattableString.Invariant($"{compared.Length / 2} cases: {plain} states, symmetric {renamed}: {(double)plain / renamed:F2} x fewer"));
        Assert.Multiple(() =>
        {
            Assert.That(compared.Where(c => c.Wrong is not null).Select(c => c.Wrong), Is.Empty);
            Assert.That(renamed, Is.LessThan(plain));
        });
    }

    [TestCase(3, 6)]
    [TestCase(4, 24)]
    public void ActorsThatAttachTheirOwnEngine_AreInterchangeableWithIt(int actors, int order)
    {
        var scenario = Attachers(actors);
        var system = UtraceModel.Create(scenario);
        var compared = Compare(scenario, system, Symmetric);
        TestContext.Out.WriteLine(FormattableString.Invariant($"{actors} actors: {compared.Plain} states, symmetric {compared.Renamed}: {(double)compared.Plain / compared.Renamed:F2} x fewer"));
        Assert.Multiple(() =>
        {
            Assert.That(system.Symmetry!.Order, Is.EqualTo(order));
            Assert.That(ImageCheck.Run(system), Is.Null);
            Assert.That(compared.Wrong, Is.Null);
            Assert.That((double)compared.Plain / compared.Renamed, Is.GreaterThan(order / 2.0));
        });
    }

    [TestCase(false)]
    [TestCase(true)]
    public void ASetOfThreadsToKill_IsNoSetOfEngines(bool exec)
    {
        var scenario = Attachers(4);
        var thread = scenario.Threads[0];
        Step last = exec ? new ExecActivity(Fails: false, Toy.At(2)) : new ExitActivity(0, Group: true, Toy.At(2));
        scenario = scenario with
        {
            Threads = [thread with { Program = [last] }, thread with { Name = "U", Program = [] }, thread with { Name = "V", Program = [] }],
            Actors = scenario.Actors.RemoveRange(2, 2),
            Engines = scenario.Engines.RemoveRange(2, 2),
        };
        var system = UtraceModel.Create(scenario);
        Assert.Multiple(() =>
        {
            Assert.That(system.Symmetry!.Order, Is.EqualTo(2));
            Assert.That(ImageCheck.Run(system), Is.Null);
            Assert.That(Compare(scenario, system, Symmetric).Wrong, Is.Null);
        });
    }

    [Test]
    public void EnginesAttachedAtTheStart_HaveTheirPlaces() =>
        Assert.That(UtraceModel.Create(WithEngines(Attachers(3), e => e with { Attached = true })).Symmetry, Is.Null);

    [Test]
    public void ACallbackThatIsDifferent_TellsItsActorApart()
    {
        var scenario = Attachers(3);
        var other = WithEngines(scenario, e => string.Equals(e.Name, "E0", StringComparison.Ordinal)
            ? e with { On = [e.On[0] with { Return = new ActionWord(ResumeAction.Stop, 0) }] } : e);
        Assert.That(UtraceModel.Create(other).Symmetry!.Order, Is.EqualTo(2), "the two that are left");
    }

    [TestCase("*E0*")]
    [TestCase("D1 *")]
    public void APatternThatTellsActorsApart_IsExploredPlainly(string match)
    {
        var scenario = Attachers(3) with { Expect = Expectations.None with { Never = [Toy.Pattern(match)] } };
        var system = UtraceModel.Create(scenario);
        var result = Explorer.Explore(system, scenario, Symmetric);
        Assert.Multiple(() =>
        {
            Assert.That(result.Renamings, Is.EqualTo(1));
            Assert.That(result.Findings.Select(f => f.Kind), Does.Contain(FindingKind.Never));
            Assert.That(Compare(scenario, system, Symmetric).Wrong, Is.Null);
        });
    }

    [Test]
    public void AResultThatOneActorDoesNotExpect_IsFoundWithItsOwnNames()
    {
        var scenario = Attachers(3);
        var actors = scenario.Actors.SetItem(2, scenario.Actors[2] with { Script = [.. scenario.Actors[2].Script.Select(s => s is CallStep { Call.Function: ApiFunction.Barrier } c ? c with { Expect = new ResultExpectation(["ESRCH"], "BARRIER-02") } : s)] });
        scenario = scenario with { Actors = actors };
        var result = Explorer.Explore(UtraceModel.Create(scenario), scenario, Symmetric);
        Assert.Multiple(() =>
        {
            Assert.That(result.Renamings, Is.EqualTo(6));
            Assert.That(result.Findings, Is.Not.Empty);
            Assert.That(result.Findings.Select(f => f.Trace!.Lines.Last().Actor), Is.All.EqualTo("D2"));
            Assert.That(Compare(scenario, UtraceModel.Create(scenario), Symmetric).Wrong, Is.Null);
        });
    }

    [Test]
    public void Auto_RenamesOnlyBeyondItsBound()
    {
        var scenario = Attachers(3);
        var system = UtraceModel.Create(scenario);
        Assert.Multiple(() =>
        {
            Assert.That(Explorer.Explore(system, scenario, Symmetric with { Symmetry = Symmetry.Auto }).Renamings, Is.EqualTo(1));
            Assert.That(Explorer.Explore(system, scenario, Symmetric with { Symmetry = Symmetry.Auto, FullStates = 10 }).Renamings, Is.EqualTo(6));
        });
    }

    private static IEnumerable<(Scenario Scenario, UtraceModel System)> Cases(Profile profile) =>
        BundledScenarios.All.Select(s => (s, UtraceModel.Create(s, profile))).Where(c => c.Item2.Symmetry is not null);

    /// <summary>Actors D0, D1, ... each attach their own engine, set its events and make sure that no callback of it is open, while T ticks.</summary>
    private static Scenario Attachers(int actors)
    {
        var scenario = Toy.Scenario(program: [new TickActivity(Toy.At(2))]);
        return scenario with
        {
            Engines = [.. Enumerable.Range(0, actors).Select(n => new EngineSpec(
                $"E{n}", "T", $"ops{n}", $"data{n}", Attached: false, UtraceEvents.None, [Callback.Quiesce],
                [new CallbackRule(Callback.Quiesce, null, OccurrenceRange.All, [], new ActionWord(ResumeAction.Resume, 0), null, Toy.At(3))]))],
            Actors = [.. Enumerable.Range(0, actors).Select(n => new ActorSpec($"D{n}", Script(n, barrier: actors == 3)))],
        };
    }

    private static ImmutableArray<Step> Script(int n, bool barrier)
    {
        Step attach = new CallStep(new ApiCall(ApiFunction.Attach, "T", $"E{n}", AttachFlags.Create, $"ops{n}", $"data{n}"), null, Toy.At(4));
        Step events = new CallStep(new ApiCall(ApiFunction.SetEvents, Engine: $"E{n}", Events: UtraceEvents.Quiesce), null, Toy.At(5));
        return barrier ? [attach, events, new CallStep(new ApiCall(ApiFunction.Barrier, Engine: $"E{n}"), null, Toy.At(6))] : [attach];
    }

    private static Scenario WithEngines(Scenario scenario, Func<EngineSpec, EngineSpec> change) => scenario with { Engines = [.. scenario.Engines.Select(change)] };

    private static (string? Wrong, int Plain, int Renamed) Compare(Scenario scenario, UtraceModel system, ExplorationOptions options)
    {
        var plain = Explorer.Explore(system, scenario);
        var renamed = Explorer.Explore(system, scenario, options);
        var wrong = !string.Equals(OutcomeText.Digest(plain.Outcomes!), OutcomeText.Digest(renamed.Outcomes!), StringComparison.Ordinal) ? "outcomes differ"
            : !Findings(plain).SequenceEqual(Findings(renamed), StringComparer.Ordinal) ? "findings differ: " + string.Join("; ", Findings(plain)) + " / " + string.Join("; ", Findings(renamed))
            : !plain.FiredRules.SequenceEqual(renamed.FiredRules) ? "rules differ"
            : !plain.Unfinished.Select(u => (u.Context, u.What)).SequenceEqual(renamed.Unfinished.Select(u => (u.Context, u.What))) ? "unfinished notes differ"
            : options.Reduction is Reduction.Off && !Lengths(plain).SequenceEqual(Lengths(renamed)) ? "traces are not as short"
            : renamed.Findings.Select(f => f.Trace).Concat(renamed.Unfinished.Select(u => u.Trace)).OfType<Trace>().Select(t => Replay(system, t)).FirstOrDefault(w => w is not null);
        return (wrong is null ? null : $"{scenario.Id}: {wrong}", plain.States, renamed.States);
    }

    private static IEnumerable<string> Findings(ExplorationResult result) =>
        result.Findings.Select(f => $"{f.Kind} {f.Guarantee} {f.Source} {(f.Kind is FindingKind.Never or FindingKind.Invariant ? "" : f.What)}").Order(StringComparer.Ordinal);

    private static IEnumerable<int> Lengths(ExplorationResult result) =>
        result.Findings.OrderBy(f => $"{f.Kind} {f.Guarantee} {f.Source} {f.What}", StringComparer.Ordinal).Select(f => f.Trace?.Steps.Length ?? -1).Concat(result.Unfinished.Select(u => u.Trace.Steps.Length));

    /// <summary>A trace that was named back is one of the model: its steps can be taken one after another, and it ends where it says.</summary>
    private static string? Replay(UtraceModel system, Trace trace)
    {
        var states = new HashSet<string>(StringComparer.Ordinal);
        var buffer = new SuccessorBuffer(system.StateSize);
        var initial = new byte[system.StateSize];
        system.Initial(initial);
        states.Add(Convert.ToHexString(initial));
        foreach (var step in trace.Steps)
        {
            var next = new HashSet<string>(StringComparer.Ordinal);
            foreach (var state in states)
            {
                buffer.Clear();
                system.Successors(Convert.FromHexString(state), buffer);
                for (var n = 0; n < buffer.Count; n++)
                {
                    if (buffer.Transition(n) == step.Transition)
                    {
                        next.Add(Convert.ToHexString(buffer.State(n)));
                    }
                }
            }

            if (next.Count == 0)
            {
                return $"a trace cannot take {step.Context}: {step.Rule.What} ({step.Line})";
            }

            states = next;
        }

        return states.Any(s => system.DescribeWaits(Convert.FromHexString(s)).SequenceEqual(trace.Waits, StringComparer.Ordinal)) ? null : "a trace ends elsewhere";
    }
}
