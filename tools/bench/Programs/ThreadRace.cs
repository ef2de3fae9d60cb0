using System.Globalization;
using Utrace.Conformance.Scheduling;

namespace Utrace.Bench.Programs;

/// <summary>
/// The race as ordinary C# on OS threads, under the baton that drives implementations with pause points. Its pauses are where <see cref="CooperativeRace"/>
/// has them; what each call does is drawn, so that the choice costs no step, as in the program for Coyote. Gives whether the tracee ever slept although no engine wanted it.
/// </summary>
/// <param name="size">How large.</param>
/// <param name="isBuggy">Whether a resume leaves the thread's flag set.</param>
internal sealed class ThreadRace(RaceSize size, bool isBuggy = false) : IControlled<bool>
{
    private const string Tracee = "T";
    private const string Step = "step";

    private uint _draw;
    private readonly ScheduleSpace _space = new([Tracee, .. Enumerable.Range(1, size.Tracers).Select(Name)]);

    /// <inheritdoc/>
    public int Contexts => size.Tracers + 1;

    /// <inheritdoc/>
    public bool Run(IStrategy strategy)
    {
        var baton = new Baton(_space);
        var run = new Race(size, isBuggy, _draw++, baton);
        baton.Start(Tracee, run.Tracee);
        for (var tracer = 0; tracer < size.Tracers; tracer++)
        {
            var number = tracer;
            baton.Start(Name(tracer + 1), () => run.Tracer(number));
        }

        baton.Follow(strategy);
        baton.RunToRest();
        baton.Close();
        strategy.End();
        var wait = default(SpinWait);
        while (baton.Alive > 0)
        {
            wait.SpinOnce(sleep1Threshold: -1); // A tracee that sleeps for ever unwinds.
        }

        return run.IsBroken;
    }

    private static string Name(int tracer) => "D" + tracer.ToString(CultureInfo.InvariantCulture);

    private sealed class Race(RaceSize size, bool isBuggy, uint detaches, Baton baton)
    {
        private readonly int _lock = baton.Variable("lock");
        private int _stops;
        private int _attached = size.AllEngines;
        private bool _flag;
        private bool _traced;

        public bool IsBroken { get; private set; }

        public void Tracee()
        {
            for (var report = 0; report < size.Reports; report++)
            {
                for (var engine = 0; engine < size.Engines; engine++)
                {
                    baton.Touch(_lock, isWrite: false);
                    var isAttached = (_attached >> engine & 1) != 0;
                    baton.Pause(ThreadRace.Tracee, Step);
                    if (!isAttached)
                    {
                        continue;
                    }

                    baton.Touch(_lock, isWrite: true);
                    if ((_attached >> engine & 1) != 0)
                    {
                        _stops |= 1 << engine;
                        _flag = true;
                    }

                    baton.Pause(ThreadRace.Tracee, Step);
                }

                baton.Touch(_lock, isWrite: true);
                if (_flag || _stops != 0)
                {
                    (_flag, _traced) = (true, true);
                    IsBroken |= _stops == 0;
                    baton.Block(ThreadRace.Tracee, () => "to be resumed");
                }
            }
        }

        public void Tracer(int number)
        {
            var name = Name(number + 1);
            for (var call = 0; call < size.Operations; call++)
            {
                baton.Touch(_lock, isWrite: true);
                var others = ~size.EngineOf(number, call);
                var detach = (detaches >> (number * size.Operations + call) & 1) != 0;
                _stops &= others;
                if (detach)
                {
                    _attached &= others;
                }

                _flag &= isBuggy && !detach;
                if (_traced)
                {
                    _flag = _traced = _stops != 0;
                    if (!_traced)
                    {
                        baton.Ready(ThreadRace.Tracee);
                    }
                }

                IsBroken |= _traced && _stops == 0;
                baton.Pause(name, Step);
            }
        }
    }
}
