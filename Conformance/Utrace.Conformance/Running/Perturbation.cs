using Utrace.Adapters;

namespace Utrace.Conformance.Running;

/// <summary>Seeded disturbance of the schedule at the borders of calls and callbacks (T0), in kit code only. One per context; not thread-safe.</summary>
internal sealed class Perturbation
{
    private readonly bool _active;
    private ulong _state;

    public Perturbation(RunOptions options, string context)
    {
        _active = options.Tier is ControlTier.T0;
        _state = options.Seed;
        foreach (var c in context)
        {
            _state = (_state ^ c) * 0x100000001b3;
        }
    }

    /// <summary>Perhaps gives way.</summary>
    public void Disturb()
    {
        if (!_active)
        {
            return;
        }

        // SplitMix64: one multiplication-based step is enough to spread seeds that differ in one bit.
        var z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        switch ((z >> 60) & 3)
        {
            case 0:
                Thread.Yield();
                break;
            case 1:
                Thread.SpinWait((int)((z >> 32) & 0x7ff));
                break;
            case 2:
                Thread.Sleep(0);
                break;
        }
    }
}
