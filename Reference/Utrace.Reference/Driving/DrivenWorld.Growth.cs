using Utrace.Reference.Kernel;
using Utrace.Reference.State;

namespace Utrace.Reference.Driving;

/// <summary>How the state makes room: every record keeps its index, so that a record is all that is copied.</summary>
public sealed partial class DrivenWorld
{
    private void AddContext(string name)
    {
        if (_program.Contexts.Find(name) >= 0)
        {
            throw new InvalidOperationException($"{name} is taken already; names of threads and actors are one name space.");
        }

        _program.Contexts.Add(name);
        _program.Scripts.Add([]);
        _callbacks.AddContext();
    }

    /// <summary>The context of a name; an actor is made when it is first heard of.</summary>
    private int Admit(string name)
    {
        var c = _program.Contexts.Find(name);
        if (c < 0)
        {
            c = _program.Contexts.Count;
            Grow(() => AddContext(name));
        }

        return c;
    }

    private void Grow(Action add)
    {
        var old = _layout;
        add();
        _layout = _program.NewLayout();
        var state = new byte[_layout.Size];
        old.CopyTo(_layout, _state, state);
        _state = state;
        _scratch = new byte[_layout.Size];
    }

    private Machine Machine() => new(_program, _layout, _state, ref _choices);

    private ref ContextState At(int context) => ref Machine().Context(context);

    private int Thread(string name) =>
        _program.Contexts.Find(name) is var c and >= 0 && c < _program.Threads.Count
            ? c
            : throw new InvalidOperationException($"{name} is no thread of this session; spawn it first.");

    private int Count(Predicate<int> counts)
    {
        var count = 0;
        for (var c = 0; c < _program.Contexts.Count; c++)
        {
            count += counts(c) ? 1 : 0;
        }

        return count;
    }
}
