using Utrace.Adapters;
using Utrace.Conformance.Scheduling;

namespace Utrace.Conformance.Tests.Scheduling.Search;

/// <summary>A program of OS threads under a baton; gives what they wrote down.</summary>
internal sealed class BatonProgram(params Action<BatonContext>[] bodies) : IControlled<string>
{
    private readonly ScheduleSpace _space = new(Enumerable.Range(0, bodies.Length).Select(Name));

    public int Contexts => bodies.Length;

    /// <summary>How many choices of the last run were those of the run before, and known.</summary>
    public int Repeated { get; private set; }

    public static string Name(int context) => $"c{context}";

    public string Run(IStrategy strategy)
    {
        var shared = new BatonContext.Memory();
        var baton = new Baton(_space);
        baton.Variable("x");
        for (var i = 0; i < bodies.Length; i++)
        {
            var context = new BatonContext(baton, shared, i);
            var body = bodies[i];
            baton.Start(Name(i), () => context.Run(body));
        }

        baton.Follow(strategy);
        Repeated = baton.Repeated;
        baton.RunToRest();
        var result = $"{string.Join(' ', shared.Seen.Select(p => $"{p.Key}:{string.Join(',', p.Value)}"))}{string.Concat(baton.Describe().Select(d => $" {d}"))}";
        shared.IsOver = true;
        baton.Close();
        strategy.End();
        return result;
    }
}

/// <summary>What a body of a <see cref="BatonProgram"/> sees of it.</summary>
internal sealed class BatonContext(Baton baton, BatonContext.Memory memory, int number)
{
    public int Number => number;

    private string Name => BatonProgram.Name(number);

    public void Pause() => baton.Pause(Name, "p");

    /// <summary>Reads it and writes down what was seen.</summary>
    public int Read(string variable)
    {
        baton.Touch(baton.Variable(variable), isWrite: false);
        var value = memory.Values.GetValueOrDefault(variable);
        Saw(value);
        return value;
    }

    public void Write(string variable, int value)
    {
        baton.Touch(baton.Variable(variable), isWrite: true);
        memory.Values[variable] = value;
    }

    public void Saw(int what)
    {
        if (!memory.Seen.TryGetValue(Name, out var seen))
        {
            memory.Seen.Add(Name, seen = []);
        }

        seen.Add(what);
    }

    /// <summary>Waits until the variable is not zero.</summary>
    public void Await(string variable)
    {
        while (Peek(variable) == 0)
        {
            memory.Waiting.Add((variable, Name));
            Block(variable);
        }
    }

    /// <summary>Writes it and makes ready whoever waits for it.</summary>
    public void Signal(string variable)
    {
        Write(variable, 1);
        foreach (var (_, who) in memory.Waiting.Where(w => string.Equals(w.Variable, variable, StringComparison.Ordinal)).ToList())
        {
            memory.Waiting.Remove((variable, who));
            baton.Ready(who);
        }
    }

    /// <summary>A lock: taken, or waited for.</summary>
    public void Lock(string name)
    {
        while (Peek(name) != 0)
        {
            memory.Waiting.Add((name, Name));
            Block(name);
        }

        Write(name, 1);
    }

    public void Unlock(string name)
    {
        Write(name, 0);
        foreach (var (_, who) in memory.Waiting.Where(w => string.Equals(w.Variable, name, StringComparison.Ordinal)).ToList())
        {
            memory.Waiting.Remove((name, who));
            baton.Ready(who);
        }
    }

    public void Run(Action<BatonContext> body)
    {
        try
        {
            body(this);
        }
        catch (OperationCanceledException)
        {
            // It waited when the schedule was over.
        }
    }

    private void Block(string what)
    {
        baton.Block(Name, () => $"for {what}");
        if (memory.IsOver)
        {
            throw new OperationCanceledException();
        }
    }

    private int Peek(string variable)
    {
        baton.Touch(baton.Variable(variable), isWrite: false);
        return memory.Values.GetValueOrDefault(variable);
    }

    internal sealed class Memory
    {
        /// <summary>Whether the schedule is over; who still waits unwinds.</summary>
        public volatile bool IsOver;

        public Dictionary<string, int> Values { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, List<int>> Seen { get; } = new(StringComparer.Ordinal);

        public List<(string Variable, string Who)> Waiting { get; } = [];
    }
}
