using Utrace.Reference.Driving;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Reference.Tests;

public sealed class DrivenWorldTests
{
    private static readonly EngineSpec Engine = new(
        "E", "T", "ops", "data", Attached: false, UtraceEvents.None, [.. Enum.GetValues<Callback>()], []);

    [Test]
    public void TryStep_WithAHeldCallback_RestsUntilItEnds()
    {
        var world = Attached(seed: 1);
        world.Drive("T", new ExecActivity(Fails: false, default));
        Assert.That(Run(world), Is.EqualTo(new[] { "T enter exec", "T begin E.report_exec(RESUME)" }));
        Assert.That((world.OpenCallbacks, world.PendingActivities, world.CanMove()), Is.EqualTo((1, 1, false)));

        world.BeginCall("T", new ApiCall(ApiFunction.Barrier, Engine: "E"));
        world.BeginCall("D", new ApiCall(ApiFunction.Barrier, Engine: "E"));
        Assert.That(Run(world), Does.Contain("T ret barrier(E) = 0").And.Not.Contain("D ret barrier(E) = 0"));

        world.EndCallback("T", new ActionWord(ResumeAction.Stop), null);
        Assert.That(Run(world), Does.Contain("T end E.report_exec = STOP").And.Contain("T done exec").And.Contain("D ret barrier(E) = 0"));
        Assert.That(world.Probe("T"), Is.EqualTo(TraceeState.Tstopped));
        Assert.That((world.OpenCallbacks, world.PendingActivities), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Interrupt_BeforeTheActorsFirstCall_EndsItsBarrier()
    {
        var world = Attached(seed: 1);
        world.Drive("T", new ExecActivity(Fails: false, default));
        world.BeginCall("K", new ApiCall(ApiFunction.Interrupt, Actor: "D"));
        Assert.That(Run(world), Does.Contain("K ret interrupt(D) = 0"));
        world.BeginCall("D", new ApiCall(ApiFunction.Barrier, Engine: "E"));
        Assert.That(Run(world), Does.Contain("D ret barrier(E) = ERESTARTSYS"));
    }

    [Test]
    public void TryStep_WithTheSameSeed_TakesTheSameSteps()
    {
        var again = Long(7);
        Assert.That(Long(7), Is.EqualTo(again));
        Assert.That(Enumerable.Range(0, 20).Select(i => Long((ulong)i)).Distinct(StringComparer.Ordinal).Count(), Is.GreaterThan(1));

        static string Long(ulong seed)
        {
            var world = Attached(seed);
            world.Drive("T", new TickActivity(default));
            world.BeginCall("D", new ApiCall(ApiFunction.Control, Engine: "E", Action: (uint)ResumeAction.Stop));
            world.BeginCall("G", new ApiCall(ApiFunction.Kill, "T"));
            return string.Join('\n', Run(world));
        }
    }

    [Test]
    public void Wake_BeforeTheSleep_IsRemembered()
    {
        var world = Attached(seed: 3);
        world.Drive("T", new SyscallActivity("read", SleepKind.Uninterruptible, "data", default));
        world.Wake("T");
        Assert.That(Run(world), Does.Contain("T done syscall read"));

        world.Drive("T", new SyscallActivity("read", SleepKind.Uninterruptible, "data", default));
        Run(world);
        Assert.That(world.Probe("T"), Is.EqualTo(TraceeState.Sleeping));
    }

    [Test]
    public void Drive_WhileAnActivityIsPending_SaysSo()
    {
        var world = Attached(seed: 1);
        world.Drive("T", new TickActivity(default));
        var error = Assert.Throws<InvalidOperationException>(() => world.Drive("T", new TickActivity(default)));
        Assert.That(error.Message, Is.EqualTo("Drive(T): the thread's present activity is not over; drive one at a time."));
    }

    private static DrivenWorld Attached(ulong seed)
    {
        var world = new DrivenWorld(Profile.Normative, seed);
        world.Spawn(new ThreadSpec("T", "T", SelfReap: false, KernelThread: false, []));
        world.Declare(Engine);
        world.BeginCall("setup", new ApiCall(ApiFunction.Attach, "T", "E", AttachFlags.Create, "ops", "data"));
        world.BeginCall("setup", new ApiCall(ApiFunction.SetEvents, Engine: "E", Events: UtraceEvents.Exec));
        Assert.That(Run(world), Does.Contain("setup ret set_events(E, EXEC) = 0"));
        return world;
    }

    private static List<string> Run(DrivenWorld world)
    {
        var lines = new List<string>();
        while (world.TryStep(out LogEvent? shown))
        {
            if (shown is not null)
            {
                lines.Add(shown.ToString());
            }
        }

        return lines;
    }
}
