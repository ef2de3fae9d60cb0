using Utrace.Conformance.Scheduling;

namespace Utrace.Conformance.Tests.Scheduling;

public sealed class CooperativeRunTests
{
    [Test]
    public void Run_StepsAreTakenInTheStrategysOrder()
    {
        var program = ToyProgram.OfSteps(2, 2);
        var strategy = new ScriptedStrategy(1, 0, 0, 1);
        var end = new CooperativeRun<CooperativeEnd>(program).Run(strategy);
        Assert.Multiple(() =>
        {
            Assert.That(program.Trace, Is.EqualTo(["b0", "a0", "a1", "b1"]));
            Assert.That(strategy.Seen, Is.EqualTo(["0,1>1", "0,1>0", "0,1>0", "1>1"]));
            Assert.That(strategy.HasEnded);
            Assert.That(end, Is.EqualTo(new CooperativeEnd(4, 0, false)));
        });
    }

    [Test]
    public void Run_Twice_BothRunsAreTheSame()
    {
        var program = ToyProgram.OfSteps(3, 1, 2);
        var run = new CooperativeRun<CooperativeEnd>(program);
        run.Run(new ScriptedStrategy(2, 1, 0, 2, 0, 0));
        var first = program.Trace.ToArray();
        run.Run(new ScriptedStrategy(2, 1, 0, 2, 0, 0));
        Assert.That(program.Trace, Is.EqualTo(first));
    }

    [Test]
    public void Either_TheSecondWayHasANumberOfItsOwn()
    {
        var program = new ToyProgram(Chooses, Chooses);
        var strategy = new ScriptedStrategy(3, 0);
        new CooperativeRun<CooperativeEnd>(program).Run(strategy);
        Assert.Multiple(() =>
        {
            Assert.That(program.Trace, Is.EqualTo(["b:True", "a:False"]));
            Assert.That(strategy.Seen, Is.EqualTo(["0,1,2,3>3", "0,2>0"]));
        });

        static async Steps Chooses(CooperativeContext self, List<string> trace) => trace.Add($"{(char)('a' + self.Number)}:{await self.Either()}");
    }

    [Test]
    public void Block_GoesOnWhenAnotherSaysReady()
    {
        var program = new ToyProgram(
            static async (self, trace) =>
            {
                await self.Block();
                trace.Add("woken");
            },
            static async (self, trace) =>
            {
                await self.Pause();
                trace.Add("wakes");
                self.Ready(0);
            });
        var strategy = new ScriptedStrategy();
        new CooperativeRun<CooperativeEnd>(program).Run(strategy);
        Assert.Multiple(() =>
        {
            Assert.That(program.Trace, Is.EqualTo(["wakes", "woken"]));
            Assert.That(strategy.Seen, Is.EqualTo(["1>1 w-1", "0>0"]));
        });
    }

    [Test]
    public void Block_NobodySaysReady_TheEndNamesWhoIsBlocked()
    {
        var program = new ToyProgram(
            static async (self, trace) =>
            {
                await self.Pause();
                await self.Block();
                trace.Add("never");
            },
            static async (self, _) => await self.Pause());
        var run = new CooperativeRun<CooperativeEnd>(program);
        for (var i = 0; i < 2; i++)
        {
            Assert.That(run.Run(new ScriptedStrategy()), Is.EqualTo(new CooperativeEnd(2, 0b01, false)));
            Assert.That(program.Trace, Is.Empty);
        }
    }

    [Test]
    public void Run_TheStrategyEndsTheSchedule_NobodyGoesOn()
    {
        var program = ToyProgram.OfSteps(2, 2);
        var strategy = new ScriptedStrategy(0, -1);
        Assert.Multiple(() =>
        {
            Assert.That(new CooperativeRun<CooperativeEnd>(program).Run(strategy), Is.EqualTo(new CooperativeEnd(1, 0, true)));
            Assert.That(program.Trace, Is.EqualTo(["a0"]));
            Assert.That(strategy.HasEnded);
        });
    }

    [Test]
    public void Touch_TheStrategyIsToldEachAccessOnce()
    {
        var program = new ToyProgram(static async (self, _) =>
        {
            await self.Pause();
            self.Touch(7, false);
            self.Touch(7, true);
            self.Touch(7, true);
            await self.Pause();
            self.Touch(8, false);
        });
        var strategy = new ScriptedStrategy();
        new CooperativeRun<CooperativeEnd>(program).Run(strategy);
        Assert.That(strategy.Seen, Is.EqualTo(["0>0 r7 w7", "0>0 r8"]));
    }

    [Test]
    public void Run_ABodyThrows_ItsExceptionComesOut()
    {
        var program = new ToyProgram(
            static async (self, _) =>
            {
                await self.Pause();
                throw new NotSupportedException("thrown by the body");
            },
            static async (self, _) => await self.Pause());
        var run = new CooperativeRun<CooperativeEnd>(program);
        Assert.That(() => run.Run(new ScriptedStrategy()), Throws.TypeOf<NotSupportedException>().With.Message.EqualTo("thrown by the body"));
        Assert.That(() => run.Run(new ScriptedStrategy(1, 0)), Throws.TypeOf<NotSupportedException>());
    }

    [Test]
    public void Run_TheStrategyChoosesWhoCannotGoOn_SaysWhoCan()
    {
        var run = new CooperativeRun<CooperativeEnd>(ToyProgram.OfSteps(1, 1));
        Assert.That(
            () => run.Run(new ScriptedStrategy(0, 0)),
            Throws.InvalidOperationException.With.Message.EqualTo("At step 1 the strategy chose context 0; expected one of 1, which can go on."));
    }

    [Test]
    public void Ready_OfWhoIsOver_SaysSo()
    {
        var program = new ToyProgram(static async (self, _) => await self.Pause(), static async (self, _) =>
        {
            await self.Pause();
            self.Ready(0);
        });
        Assert.That(
            () => new CooperativeRun<CooperativeEnd>(program).Run(new ScriptedStrategy()),
            Throws.InvalidOperationException.With.Message.EqualTo("Context 1 says that context 0 can go on, but there is no such context or it is over."));
    }

    [Test]
    public void Run_ABodyAwaitsSomethingElse_SaysWhatToAwait()
    {
        var program = new ToyProgram(static async (self, _) =>
        {
            await self.Pause();
            await Task.Yield();
        });
        Assert.That(
            () => new CooperativeRun<CooperativeEnd>(program).Run(new ScriptedStrategy()),
            Throws.InvalidOperationException.With.Message.Contains("expected Pause, Block or Either of its own CooperativeContext"));
    }

    [Test]
    public void New_TooManyContexts_SaysHowMany() =>
        Assert.That(
            () => new CooperativeRun<CooperativeEnd>(ToyProgram.OfSteps(new int[33])),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("A cooperative program has 1 to 32 contexts."));

    [Test]
    public void Run_Warm_AStepAllocatesNothing()
    {
        var (few, many) = (new CooperativeRun<CooperativeEnd>(new Idle(10)), new CooperativeRun<CooperativeEnd>(new Idle(10_000)));
        Allocated(few);
        Allocated(many);
        Assert.That(Allocated(many), Is.EqualTo(Allocated(few)));
    }

    private static long Allocated(CooperativeRun<CooperativeEnd> run)
    {
        var strategy = new InTurn();
        var before = GC.GetAllocatedBytesForCurrentThread();
        run.Run(strategy);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Three contexts that only step.</summary>
    private sealed class Idle(int steps) : ICooperativeProgram<CooperativeEnd>
    {
        public int Contexts => 3;

        public void Reset()
        {
        }

        public async Steps Run(CooperativeContext self)
        {
            for (var i = 0; i < steps; i++)
            {
                await self.Pause();
                self.Touch(self.Number, true);
            }
        }

        public CooperativeEnd Result(CooperativeEnd end) => end;
    }

    /// <summary>One after another.</summary>
    private sealed class InTurn : IStrategy
    {
        public bool Begin() => true;

        public int Choose(in Decision decision) => decision.Enabled[decision.Step % decision.Enabled.Length];

        public void Ran(ReadOnlySpan<Access> accesses)
        {
        }

        public void End()
        {
        }
    }
}
