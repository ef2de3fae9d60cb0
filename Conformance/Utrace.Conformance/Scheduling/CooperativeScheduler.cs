using System.Diagnostics;
using System.Numerics;
using System.Runtime.ExceptionServices;

namespace Utrace.Conformance.Scheduling;

/// <summary>Who can go on, and who goes on next; the part of a cooperative run that does not know what the program gives.</summary>
internal sealed class CooperativeScheduler
{
    private const int Most = 32;

    private readonly CooperativeContext[] _contexts;
    private readonly int[] _enabled = new int[2 * Most];
    private Access[] _accesses = new Access[8];
    private int _touched;
    private IStrategy? _strategy;
    private ulong _waiting;
    private uint _alive;
    private int _running;
    private int _next;
    private int _last;
    private int _step;
    private bool _wasCut;

    public CooperativeScheduler(int contexts)
    {
        if (contexts is < 1 or > Most)
        {
            throw new ArgumentOutOfRangeException(nameof(contexts), contexts, $"A cooperative program has 1 to {Most} contexts.");
        }

        _contexts = new CooperativeContext[contexts];
        for (var i = 0; i < contexts; i++)
        {
            _contexts[i] = new CooperativeContext(this, i);
        }
    }

    /// <summary>One schedule. The bodies run to their first await before the first choice.</summary>
    public CooperativeEnd Run<TResult>(ICooperativeProgram<TResult> program, IStrategy strategy)
    {
        (_strategy, _waiting, _alive, _step, _last, _touched, _wasCut) = (strategy, 0, 0, 0, -1, 0, false);
        _next = -1;
        try
        {
            foreach (var context in _contexts)
            {
                _running = -1;
                context.Box = program.Run(context).Box;
                _alive |= context.Box is null ? 0 : 1u << context.Number;
            }

            _touched = 0;
            for (_next = Decide(); _next >= 0;)
            {
                var context = _contexts[_next];
                _running = _next;
                context.Box!.MoveNext();
                if (context.Box.IsOver)
                {
                    Leave(context);
                }
            }

            strategy.End();
            return new CooperativeEnd(_step, _wasCut ? 0 : _alive, _wasCut);
        }
        finally
        {
            Clear();
        }
    }

    /// <summary>The context is at a point; asked by its awaiter right after <see cref="Waits"/>.</summary>
    public bool GoesOn(CooperativeContext context)
    {
        if (_running < 0)
        {
            return false;
        }

        Debug.Assert(_running == context.Number, "Only the running context reaches a point.");
        _strategy!.Ran(_accesses.AsSpan(0, _touched));
        _touched = 0;
        _next = Decide();
        return _next == context.Number;
    }

    public void Waits(int context, bool first, bool second)
    {
        if (!first && !second)
        {
            Touch(WakeOf(context), isWrite: false); // Whoever says ready a moment too early is not heard.
        }

        _waiting |= (first ? 1ul << context : 0) | (second ? 1ul << (context + _contexts.Length) : 0);
    }

    public void Ready(int context)
    {
        if ((_alive >> context & 1) == 0)
        {
            throw new InvalidOperationException($"Context {_running} says that context {context} can go on, but there is no such context or it is over.");
        }

        Touch(WakeOf(context), isWrite: true);
        _waiting |= 1ul << context;
    }

    public void Touch(int variable, bool isWrite)
    {
        var access = new Access(variable, isWrite);
        if (_accesses.AsSpan(0, _touched).Contains(access))
        {
            return;
        }

        if (_touched == _accesses.Length)
        {
            Array.Resize(ref _accesses, 2 * _touched);
        }

        _accesses[_touched++] = access;
    }

    /// <summary>The variable by which a context that comes to block and one that makes it ready notice each other; a program's own are from 0.</summary>
    private static int WakeOf(int context) => -1 - context;

    private int Decide()
    {
        if (_waiting == 0)
        {
            return -1;
        }

        var count = 0;
        for (var rest = _waiting; rest != 0; rest &= rest - 1)
        {
            _enabled[count++] = BitOperations.TrailingZeroCount(rest);
        }

        var chosen = _strategy!.Choose(new Decision(_step, _enabled.AsSpan(0, count), _last));
        if (chosen < 0)
        {
            _wasCut = true;
            return -1;
        }

        if (chosen >= 2 * _contexts.Length || (_waiting >> chosen & 1) == 0)
        {
            throw new InvalidOperationException(
                $"At step {_step} the strategy chose context {chosen}; expected one of {string.Join(", ", _enabled[..count])}, which can go on.");
        }

        var isSecond = chosen >= _contexts.Length;
        var context = isSecond ? chosen - _contexts.Length : chosen;
        _contexts[context].TookSecond = isSecond;
        _waiting &= ~(1ul << context | 1ul << (context + _contexts.Length));
        _last = chosen;
        _step++;
        return context;
    }

    private void Leave(CooperativeContext context)
    {
        _alive &= ~(1u << context.Number);
        var failure = context.Box!.Failure;
        context.Box.Return();
        context.Box = null;
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        _strategy!.Ran(_accesses.AsSpan(0, _touched));
        _touched = 0;
        _next = Decide();
    }

    private void Clear()
    {
        foreach (var context in _contexts)
        {
            context.Box?.Return();
            context.Box = null;
        }

        _strategy = null;
    }
}
