using Utrace.Conformance.Scheduling;

namespace Utrace.Conformance.Tests.Scheduling.Search;

/// <summary>A cooperative program over shared integers; gives what every context saw, the integers at the end, and who is blocked.</summary>
internal sealed class SharedProgram(int variables, params Func<CooperativeContext, SharedProgram, Steps>[] bodies) : ICooperativeProgram<string>
{
    private readonly int[] _values = new int[variables];
    private readonly bool[] _isOver = new bool[bodies.Length];
    private readonly List<int>[] _seen = [.. bodies.Select(_ => new List<int>())];

    public int Contexts => bodies.Length;

    public static SharedProgram Of(int variables, IEnumerable<Func<CooperativeContext, SharedProgram, Steps>> bodies) => new(variables, [.. bodies]);

    /// <summary>A body whose every step is told.</summary>
    public static Func<CooperativeContext, SharedProgram, Steps> Body(params Action<CooperativeContext, SharedProgram>[] steps) => async (self, program) =>
    {
        foreach (var step in steps)
        {
            await self.Pause();
            step(self, program);
        }
    };

    public void Reset()
    {
        Array.Clear(_values);
        Array.Clear(_isOver);
        foreach (var seen in _seen)
        {
            seen.Clear();
        }
    }

    public Steps Run(CooperativeContext self) => bodies[self.Number](self, this);

    public string Result(CooperativeEnd end) =>
        $"{string.Join(',', _values)} {string.Join(' ', _seen.Select(s => string.Join(',', s)))} blocked {end.Blocked}";

    public int Read(CooperativeContext self, int variable)
    {
        self.Touch(variable, isWrite: false);
        _seen[self.Number].Add(_values[variable]);
        return _values[variable];
    }

    public void Write(CooperativeContext self, int variable, int value)
    {
        self.Touch(variable, isWrite: true);
        _values[variable] = value;
    }

    /// <summary>Whether a context is not over; who asks depends on its end.</summary>
    public bool IsAlive(CooperativeContext self, int context)
    {
        self.Touch(variables + context, isWrite: false);
        return !_isOver[context];
    }

    public void Over(CooperativeContext self)
    {
        self.Touch(variables + self.Number, isWrite: true);
        _isOver[self.Number] = true;
    }

    public void Saw(CooperativeContext self, int what) => _seen[self.Number].Add(what);
}
