using Utrace.Conformance.Running;
using Utrace.Conformance.Selftest;
using Utrace.Conformance.Tests.Running;
using Utrace.Conformance.Tests.Toys;
using Utrace.Conformance.Verdicts;
using Utrace.Spec;

namespace Utrace.Conformance.Tests.Selftest;

public sealed class SelftestRunTests
{
    [Test]
    public void Run_CaughtMisblamedAndSurvivingFaults_AreToldApart()
    {
        var result = Run(new ToyAdapter(), Fault("caught", "BARRIER-02", Errno.EALREADY), Fault("misblamed", "REF-01", Errno.EALREADY), Fault("survivor", "BARRIER-02", Errno.None));

        Assert.That(result.Summary, Is.EqualTo(new SelftestSummary(3, 2, 1, 0, 0)));
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Violation));
    }

    [Test]
    public void Run_EveryFaultCaughtAndRightlyBlamed_IsConformant() =>
        Assert.That(Run(new ToyAdapter(), Fault("caught", "BARRIER-02", Errno.EALREADY)).ExitCode, Is.EqualTo(ExitCode.Conformant));

    [Test]
    public void Run_FaultThatIsMetOnce_IsNotCaughtByHeldCallbacks()
    {
        var calls = 0;
        var once = new ToyAdapter { OnCall = (_, _, c) => c.Function is ApiFunction.Barrier && Interlocked.Increment(ref calls) == 1 ? new(Errno.EALREADY) : null };

        var row = Run(new ToyAdapter(), new FaultCase("once", "barrier answers wrongly once", ["BARRIER-02"], once)).Faults.Single();

        Assert.That(row.KilledBy, Is.Empty, "what chance shows once is not certain");
    }

    [Test]
    public void Run_FaultThatIsMetEveryTime_NeedsHeldCallbacksOnly() =>
        Assert.That(Run(new ToyAdapter(), Fault("caught", "BARRIER-02", Errno.EALREADY)).Faults.Single().Tier, Is.EqualTo("T1"));

    [Test]
    public void Run_FaultlessImplementationFails_IsAFalseAlarm() =>
        Assert.That(Run(Fault("x", "BARRIER-02", Errno.EALREADY).Adapter).Summary, Is.EqualTo(new SelftestSummary(0, 0, 0, 0, 1)));

    private static SelftestResult Run(Adapters.IAdapter faultless, params FaultCase[] faults) =>
        new SelftestRun(new ModelCache(_ => Toy.Square(), (_, _, _) => [])).Run(
            [Toy.Scenario(null, [Toy.BarrierStep(5)], [Make.Tick], [Make.Engine("E", "T")])],
            faults,
            faultless,
            new SelftestOptions(new CertifyOptions(new DeadlineUnit(TimeSpan.FromMilliseconds(50))) { Repetitions = 2 }));

    private static FaultCase Fault(string name, string breaks, Errno barrier) =>
        new(name, "barrier answers wrongly", [breaks], new ToyAdapter { OnCall = (_, _, c) => c.Function is ApiFunction.Barrier ? new(barrier) : null });
}
