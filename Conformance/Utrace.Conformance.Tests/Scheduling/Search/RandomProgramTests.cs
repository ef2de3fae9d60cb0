using CsCheck;
using Utrace.Conformance.Scheduling;
using Utrace.Conformance.Scheduling.Search;

namespace Utrace.Conformance.Tests.Scheduling.Search;

/// <summary>Small random programs: the reduced search gives what the search without reduction gives, with one schedule of every trace.</summary>
public sealed class RandomProgramTests
{
    private enum Kind
    {
        Read,
        Write,
        Copy,
        Ready,
        Block,
        BlockIfZero,
        Nothing,
        Either,
    }

    private static readonly Gen<Op> AnyOp = Gen.Select(Gen.Int[0, (int)Kind.Nothing].Select(k => (Kind)k), Gen.Int[0, 2], Gen.Int[0, 2], (kind, a, b) => new Op(kind, a, b));

    private static readonly Gen<Op[][]> AnyProgram = AnyOp.Array[1, 3].Array[2, 3];

    [Test]
    public void Reduced_and_unreduced_searches_give_the_same_outcomes_and_traces() => AnyProgram.Sample(
        ops => Searches.ExpectTheSame(
            Searches.Run(new CooperativeRun<string>(Program(ops)), SearchPolicy.Systematic),
            Searches.Run(new CooperativeRun<string>(Program(ops)), SearchPolicy.Unreduced),
            Describe(ops)),
        iter: 10_000,
        print: Describe);

    /// <summary>A context that can go two ways is a choice that the reduction does not know: nothing is left out then.</summary>
    [Test]
    public void Programs_with_two_ways_are_searched_without_reduction() => AnyProgram.Sample(
        ops =>
        {
            ops = [[new(Kind.Nothing, 0, 0), new(Kind.Either, 0, 0)], .. ops[1..]];
            var (systematic, outcomes) = Searches.Run(new CooperativeRun<string>(Program(ops)), SearchPolicy.Systematic);
            var full = Searches.Run(new CooperativeRun<string>(Program(ops)), SearchPolicy.Unreduced);
            Assert.That(systematic.IsExhausted, Describe(ops));
            Assert.That(outcomes, Is.EqualTo(full.Outcomes), Describe(ops));
            Assert.That(systematic.Classes, Is.EqualTo(full.Coverage.Classes), Describe(ops));
        },
        iter: 500,
        print: Describe);

    /// <summary>Longer ones, of two contexts.</summary>
    [Test]
    public void Reduced_and_unreduced_searches_give_the_same_on_longer_programs() => AnyOp.Array[4, 6].Array[2].Sample(
        ops => Searches.ExpectTheSame(
            Searches.Run(new CooperativeRun<string>(Program(ops)), SearchPolicy.Systematic),
            Searches.Run(new CooperativeRun<string>(Program(ops)), SearchPolicy.Unreduced),
            Describe(ops)),
        iter: 500,
        print: Describe);

    [Test]
    public void Bounded_searches_give_everything_once_no_bound_is_left() => AnyProgram.Sample(
        ops =>
        {
            var (bounded, outcomes) = Searches.Run(new CooperativeRun<string>(Program(ops)), SearchPolicy.Bounded);
            var full = Searches.Run(new CooperativeRun<string>(Program(ops)), SearchPolicy.Unreduced);
            Assert.That(bounded.IsExhausted, Describe(ops));
            Assert.That(outcomes, Is.EqualTo(full.Outcomes), Describe(ops));
            Assert.That(bounded.Classes, Is.EqualTo(full.Coverage.Classes), Describe(ops));
        },
        iter: 500,
        print: Describe);

    private static SharedProgram Program(Op[][] contexts) => SharedProgram.Of(3, contexts.Select(ops => Body(ops, contexts.Length)));

    private static Func<CooperativeContext, SharedProgram, Steps> Body(Op[] ops, int contexts) => async (self, p) =>
    {
        foreach (var op in ops)
        {
            if (op.Kind is Kind.Either)
            {
                if (await self.Either())
                {
                    p.Write(self, op.A, 7);
                }
            }
            else
            {
                await self.Pause();
                switch (op.Kind)
                {
                    case Kind.Read:
                        p.Read(self, op.A);
                        break;
                    case Kind.Write:
                        p.Write(self, op.A, 1 + self.Number);
                        break;
                    case Kind.Copy:
                        p.Write(self, op.A, 10 * p.Read(self, op.B));
                        break;
                    case Kind.Ready when p.IsAlive(self, op.A % contexts) && op.A % contexts != self.Number:
                        self.Ready(op.A % contexts);
                        break;
                    case Kind.Block:
                        await self.Block();
                        break;
                    case Kind.BlockIfZero when p.Read(self, op.A) == 0:
                        await self.Block();
                        break;
                }
            }
        }

        p.Over(self);
    };

    private static string Describe(Op[][] contexts) => string.Join(" || ", contexts.Select(ops => string.Join("; ", ops.Select(o => $"{o.Kind} {o.A} {o.B}"))));

    private readonly record struct Op(Kind Kind, int A, int B);
}
