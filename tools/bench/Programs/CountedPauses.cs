using Utrace.Adapters;
using Utrace.Adapters.Threaded;

namespace Utrace.Bench.Programs;

/// <summary>The threaded implementation, counting how often it tells the kit of a pause point or of a shared variable. One session at a time.</summary>
internal sealed class CountedPauses : IPausableAdapter
{
    private readonly ThreadedAdapter _threaded = new();

    /// <summary>How many pause points were passed, and how many variables touched.</summary>
    public (long Pauses, long Touches) Counted { get; private set; }

    /// <inheritdoc/>
    public AdapterIdentity Identity => _threaded.Identity;

    /// <inheritdoc/>
    public ISession Open(IKit kit, ulong seed) => _threaded.Open(kit, seed);

    /// <inheritdoc/>
    public ISession Open(IKit kit, ulong seed, IPauseControl control) => _threaded.Open(kit, seed, new Counter(this, control));

    private sealed class Counter(CountedPauses owner, IPauseControl control) : IPauseControl
    {
        public void Start(string context, Action body) => control.Start(context, body);

        public void Pause(string context, string point)
        {
            owner.Counted = owner.Counted with { Pauses = owner.Counted.Pauses + 1 };
            control.Pause(context, point);
        }

        public void Block(string context, Func<string> what) => control.Block(context, what);

        public void Ready(string context) => control.Ready(context);

        public int Variable(string name) => control.Variable(name);

        public void Touch(int variable, bool isWrite)
        {
            owner.Counted = owner.Counted with { Touches = owner.Counted.Touches + 1 };
            control.Touch(variable, isWrite);
        }
    }
}
