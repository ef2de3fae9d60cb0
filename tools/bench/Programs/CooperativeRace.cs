using Utrace.Conformance.Scheduling;

namespace Utrace.Bench.Programs;

/// <summary>The race on one OS thread: every step is one of the model's. Gives whether the tracee ever slept although no engine wanted it.</summary>
/// <param name="size">How large.</param>
/// <param name="isBuggy">Whether a resume leaves the thread's flag set.</param>
internal sealed class CooperativeRace(RaceSize size, bool isBuggy = false) : ICooperativeProgram<bool>
{
    /// <summary>All critical sections of one lock.</summary>
    private const int Lock = 0;

    private int _stops;
    private int _attached;
    private bool _flag;
    private bool _traced;
    private bool _isBroken;

    /// <inheritdoc/>
    public int Contexts => size.Tracers + 1;

    /// <inheritdoc/>
    public void Reset() => (_stops, _attached, _flag, _traced, _isBroken) = (0, size.AllEngines, false, false, false);

    /// <inheritdoc/>
    public Steps Run(CooperativeContext self) => self.Number == 0 ? Tracee(self) : Tracer(self);

    /// <inheritdoc/>
    public bool Result(CooperativeEnd end) => _isBroken;

    private async Steps Tracee(CooperativeContext self)
    {
        for (var report = 0; report < size.Reports; report++)
        {
            for (var engine = 0; engine < size.Engines; engine++)
            {
                await self.Pause();
                self.Touch(Lock, isWrite: false);
                if ((_attached >> engine & 1) == 0)
                {
                    continue;
                }

                await self.Pause();
                self.Touch(Lock, isWrite: true);
                if ((_attached >> engine & 1) != 0)
                {
                    _stops |= 1 << engine;
                    _flag = true;
                }
            }

            await self.Pause();
            self.Touch(Lock, isWrite: true);
            if (_flag || _stops != 0)
            {
                (_flag, _traced) = (true, true);
                _isBroken |= _stops == 0;
                await self.Block();
                self.Touch(Lock, isWrite: false);
            }
        }
    }

    private async Steps Tracer(CooperativeContext self)
    {
        for (var call = 0; call < size.Operations; call++)
        {
            var detach = await self.Either();
            await self.Pause();
            self.Touch(Lock, isWrite: true);
            var others = ~size.EngineOf(self.Number - 1, call);
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
                    self.Ready(0);
                }
            }

            _isBroken |= _traced && _stops == 0;
            await self.Pause();
        }
    }
}
