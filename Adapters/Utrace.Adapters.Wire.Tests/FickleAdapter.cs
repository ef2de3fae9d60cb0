using Utrace.Adapters.Threaded;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>The threaded implementation, which is not the same twice under the same choices: every second session waits where the others could go on.</summary>
internal sealed class FickleAdapter : IPausableAdapter
{
    private readonly ThreadedAdapter _threaded = new();
    private int _sessions;

    public AdapterIdentity Identity => _threaded.Identity;

    public ISession Open(IKit kit, ulong seed) => _threaded.Open(kit, seed);

    public ISession Open(IKit kit, ulong seed, IPauseControl control) => _threaded.Open(kit, seed, new Fickle(control, Interlocked.Increment(ref _sessions) % 2 == 0));

    private sealed class Fickle(IPauseControl control, bool isOdd) : IPauseControl
    {
        public void Start(string context, Action body) => control.Start(context, body);

        public void Pause(string context, string point)
        {
            if (isOdd && string.Equals(point, PausePoints.Lock, StringComparison.Ordinal))
            {
                control.Block(context, () => "for nothing");
            }
            else
            {
                control.Pause(context, point);
            }
        }

        public void Block(string context, Func<string> what) => control.Block(context, what);

        public void Ready(string context) => control.Ready(context);

        public int Variable(string name) => control.Variable(name);

        public void Touch(int variable, bool isWrite) => control.Touch(variable, isWrite);
    }
}
