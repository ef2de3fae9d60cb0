using System.Numerics;
using Utrace.Conformance.Scheduling;

namespace Utrace.Conformance.Tests.Scheduling;

public sealed class ModelGuidedTests
{
    [Test]
    public void StepGraph_OfThreeTimesTwoSteps_HasTheGridsSize()
    {
        var graph = Grid(2, 2, 2);
        Assert.That((graph.States, graph.Transitions, graph.IsAcyclic), Is.EqualTo((27, 54, true)));
    }

    [Test]
    public void StepGraph_ContextsNotAscending_SaysWhere() =>
        Assert.That(
            () => StepGraph.Of(0, (_, steps) => steps.AddRange([(1, 1), (0, 2)])),
            Throws.ArgumentException.With.Message.StartWith("State 0 (0) gives a step of context 0 after one of 1; expected each context once, ascending."));

    [Test]
    public void Guided_CoversEveryTransition_ThenIsOver()
    {
        var graph = Grid(2, 2, 2);
        var guided = new Guided(graph);
        var run = new CooperativeRun<CooperativeEnd>(ToyProgram.OfSteps(2, 2, 2));
        while (guided.Begin())
        {
            Assert.That(guided.Uncovered.Count(), Is.EqualTo(graph.Transitions - guided.Covered));
            var before = guided.Covered;
            run.Run(guided);
            Assert.That(guided.Covered, Is.GreaterThan(before), "Every schedule covers something new.");
        }

        Assert.That((guided.Covered, guided.Uncovered.Count()), Is.EqualTo((54, 0)));
        Assert.That(guided.Schedules, Is.LessThanOrEqualTo(18));
    }

    [Test]
    public void Guided_OnAModelWithACycle_CoversItAndEnds()
    {
        // 0 -> 1 -> 0 by context 0; 1 -> 2 by context 1; 2 -> 2 by context 0.
        var graph = StepGraph.Of(0, static (state, steps) => steps.AddRange(state switch
        {
            0 => [(0, 1)],
            1 => [(0, 0), (1, 2)],
            _ => [(0, 2)],
        }));
        var guided = new Guided(graph);
        while (guided.Begin() && guided.Schedules <= 10)
        {
            for (int state = 0, step = 0; ; step++)
            {
                Assert.That(step, Is.LessThan(20), "The schedule ends.");
                var chosen = guided.Choose(new Decision(step, graph.Enabled(state), -1));
                if (chosen < 0)
                {
                    break;
                }

                state = graph.Target(graph.Find(state, chosen));
            }

            guided.End();
        }

        Assert.That((graph.IsAcyclic, guided.Covered), Is.EqualTo((false, 4)));
    }

    [Test]
    public void Guided_TheProgramCanDoMore_SaysWhatParts()
    {
        var guided = new Guided(Grid(1));
        guided.Begin();
        Assert.That(
            () => new CooperativeRun<CooperativeEnd>(ToyProgram.OfSteps(1, 1)).Run(guided),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "At step 0 contexts 0, 1 can go on in the program, but 0 in the model (state 0); expected the same ones. " +
                "Make the program take the model's steps, or use a strategy that needs no model."));
    }

    [Test]
    public void Guided_TheProgramEndsEarly_SaysWhere()
    {
        var guided = new Guided(Grid(1));
        guided.Begin();
        Assert.That(
            guided.End,
            Throws.InvalidOperationException.With.Message.EqualTo(
                "After 0 steps no context can go on in the program, but 0 in the model (state 0); expected the end of both."));
    }

    [Test]
    public void Uniform_CountsTheInterleavings() =>
        Assert.That(new Uniform(Grid(2, 2, 2), 1).Interleavings, Is.EqualTo(new BigInteger(90)));

    [Test]
    public void Uniform_DrawsEveryInterleavingEquallyOften()
    {
        // Of (1, 3) steps there are 4 interleavings; a random walk would take the first context first in half of its schedules.
        var uniform = new Uniform(Grid(1, 3), 1);
        var program = ToyProgram.OfSteps(1, 3);
        var run = new CooperativeRun<CooperativeEnd>(program);
        var drawn = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < 4000; i++)
        {
            uniform.Begin();
            run.Run(uniform);
            var key = string.Concat(program.Trace);
            drawn[key] = drawn.GetValueOrDefault(key) + 1;
        }

        Assert.That(drawn, Has.Count.EqualTo(4));
        Assert.That(drawn.Values, Has.All.InRange(900, 1100));
    }

    [Test]
    public void Uniform_OnAModelWithACycle_SaysWhatToUse() =>
        Assert.That(
            () => new Uniform(StepGraph.Of(0, static (_, steps) => steps.Add((0, 0))), 1),
            Throws.ArgumentException.With.Message.StartWith("The model comes back to a state it was in, so it has no number of interleavings; use a random walk."));

    /// <summary>Contexts that take a number of steps each and never notice each other.</summary>
    private static StepGraph Grid(params int[] steps) => StepGraph.Of(new BigInteger(0), (state, found) =>
    {
        for (var (context, digit) = (0, BigInteger.One); context < steps.Length; context++, digit *= 10)
        {
            if (state / digit % 10 < steps[context])
            {
                found.Add((context, state + digit));
            }
        }
    });
}
