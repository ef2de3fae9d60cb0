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

    private void Grow(Action add)
    {
        var old = _layout;
        add();
        _layout = _program.NewLayout();
        var state = new byte[_layout.Size];
        Copy(state, 0, 0, old.Groups);
        Copy(state, old.Groups, _layout.Groups, old.Threads - old.Groups);
        Copy(state, old.Threads, _layout.Threads, old.Engines - old.Threads);
        Copy(state, old.Engines, _layout.Engines, old.Counters - old.Engines);
        Copy(state, old.Contexts, _layout.Contexts, old.Size - old.Contexts);
        _state = state;
        _scratch = new byte[_layout.Size];
    }

    private void Copy(byte[] into, int from, int to, int length) => _state.AsSpan(from, length).CopyTo(into.AsSpan(to));

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
