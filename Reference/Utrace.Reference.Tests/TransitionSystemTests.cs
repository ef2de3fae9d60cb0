using Utrace.Reference.Tests.Support;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Reference.Tests;

/// <summary>The contract of a transition system, on the model.</summary>
public sealed class TransitionSystemTests
{
    private const string Yaml = """
        threads: { T: { program: [ exec, { syscall: { name: w, sleep: interruptible, until: data } } ] } }
        engines: { E: { events: [QUIESCE, EXEC] } }
        actors: { D: [ control: { engine: E, action: STOP }, settle, open: data ], G: [ settle, probe: T ] }
        """;

    [Test]
    public void Successors_Twice_AreTheSameBytes()
    {
        var scenario = Exploration.Load(Yaml);
        var (first, second) = (UtraceModel.Create(scenario), UtraceModel.Create(scenario));
        var (a, b) = (new byte[first.StateSize], new byte[second.StateSize]);
        first.Initial(a);
        second.Initial(b);
        var (left, right) = (new SuccessorBuffer(first.StateSize), new SuccessorBuffer(second.StateSize));
        for (var step = 0; step < 200; step++)
        {
            Assert.That(a, Is.EqualTo(b));
            left.Clear();
            right.Clear();
            first.Successors(a, left);
            second.Successors(b, right);
            Assert.That(right.Count, Is.EqualTo(left.Count));
            if (left.Count == 0)
            {
                break;
            }

            var pick = step % left.Count;
            Assert.That(right.Transition(pick), Is.EqualTo(left.Transition(pick)));
            a = left.State(pick).ToArray();
            b = right.State(pick).ToArray();
        }
    }

    [Test]
    public void IsQuiescent_IsWhereNoSuccessorIs()
    {
        var model = UtraceModel.Create(Exploration.Load(Yaml));
        var state = new byte[model.StateSize];
        model.Initial(state);
        var buffer = new SuccessorBuffer(model.StateSize);
        while (true)
        {
            buffer.Clear();
            model.Successors(state, buffer);
            Assert.That(model.IsQuiescent(state), Is.EqualTo(buffer.Count == 0));
            if (buffer.Count == 0)
            {
                break;
            }

            state = buffer.State(buffer.Count - 1).ToArray();
        }

        Assert.That(model.EndOf(state).ToString(), Is.EqualTo("* end T=running"));
    }

    [Test]
    public void TryEncode_OfALineThatNoRunCanShow_IsFalse()
    {
        var model = UtraceModel.Create(Exploration.Load(Yaml));
        Assert.That(model.TryEncode(new Ticked("Nobody"), out _), Is.False);
        Assert.That(model.TryEncode(new CallBegan("D", new ApiCall(ApiFunction.Barrier, Engine: "E")), out _), Is.False);
        Assert.That(model.TryEncode(new Released("X"), out _), Is.False);
    }

    [Test]
    public void DescribeWaits_SaysWhatEachContextWaitsFor()
    {
        var model = UtraceModel.Create(Exploration.Load("""
            threads: { T: { program: [ exec ] } }
            engines: { E: { events: [EXEC], on: [ { callback: report_exec, do: [ await: go ] } ] } }
            actors: { D: [ barrier: E ], P: [ reap: T ], O: [ await: { thread: T, state: zombie }, open: go ] }
            """));
        var texts = Walk(model).Select(s => string.Join('\n', model.DescribeWaits(s))).ToHashSet(StringComparer.Ordinal);
        Assert.That(texts, Does.Contain(
            "T: in E.report_exec, next await gate go\n"
            + "D: in barrier(E), waits for a callback of E to be over\n"
            + "P: in reap(T), waits for T to be dead\n"
            + "O: next await T = zombie"));
    }

    [Test]
    public void Settle_OfTwo_IsAnsweredOneAtATime()
    {
        var run = Exploration.Of("""
            threads: { T: { program: [ tick, tick ] } }
            actors: { D: [ settle, probe: T ], G: [ settle, probe: T ] }
            """);
        Assert.That(run.Shows("D settle", "T tick"), Is.False);
        Assert.That(run.Shows("D settle", "G settle"), Is.True);
        Assert.That(run.Ends, Is.EqualTo(new[] { "* end T=running" }));
    }

    [Test]
    public void Successors_WithSixteenEngines_CallThemInAttachOrder()
    {
        var engines = string.Concat(Enumerable.Range(0, 16).Select(i => $"  E{i}: {{ thread: T, events: [EXEC] }}\n"));
        var run = Exploration.Of($"threads:\n  T: {{ program: [ exec ] }}\nengines:\n{engines}");
        Assert.That(
            run.Log.Where(l => l.Contains("begin", StringComparison.Ordinal)),
            Is.EqualTo(Enumerable.Range(0, 16).Select(i => $"T begin E{i}.report_exec(RESUME)")));
    }

    private static IEnumerable<byte[]> Walk(UtraceModel model)
    {
        var state = new byte[model.StateSize];
        model.Initial(state);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var todo = new Stack<byte[]>([state]);
        var buffer = new SuccessorBuffer(model.StateSize);
        while (todo.TryPop(out var next))
        {
            if (!seen.Add(Convert.ToHexString(next)))
            {
                continue;
            }

            yield return next;
            buffer.Clear();
            model.Successors(next, buffer);
            for (var i = 0; i < buffer.Count; i++)
            {
                todo.Push(buffer.State(i).ToArray());
            }
        }
    }
}
