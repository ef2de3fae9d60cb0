using System.Collections.Immutable;
using CsCheck;
using Utrace.Spec;

namespace Utrace.Conformance.Tests.Differential;

/// <summary>
/// Makes documents of up to three threads, four engines and three actors out of what an implementation claims: a new capability brings its activities, events and
/// calls with it. The same seed and capabilities give the same document.
/// </summary>
internal sealed class DocumentGenerator(PCG random, IReadOnlySet<string> capabilities)
{
    private const int MostThreads = 3;
    private const int MostEngines = 4;
    private const int MostActors = 3;

    private static readonly string[] Actions = ["STOP", "STOP", "RESUME", "RESUME", "REPORT", "INTERRUPT", "SINGLESTEP", "BLOCKSTEP", "DETACH"];
    private static readonly string[] Sent = ["SIGUSR1", "SIGTERM", "SIGCHLD", "SIGQUIT", "SIGUSR2"];
    private static readonly string[] JobSignals = ["SIGSTOP", "SIGTSTP", "SIGCONT", "SIGCONT"];

    private readonly List<string> _gates = [];
    private ImmutableArray<string> _threads = [];
    private ImmutableArray<string> _engines = [];
    private ImmutableArray<string> _actors = [];
    private bool _isGroup;
    private int _children;

    /// <summary>The document of a seed.</summary>
    public static GeneratedDocument Make(ulong seed, IReadOnlySet<string> capabilities)
    {
        // Two rounds spread seeds that are neighbours.
        var random = new PCG(1, seed * 0x9E3779B97F4A7C15);
        random.Next();
        return new DocumentGenerator(random, capabilities).Make(FormattableString.Invariant($"generated/seed-{seed}"));
    }

    private GeneratedDocument Make(string id)
    {
        _threads = [.. new[] { "T", "U", "V" }.Take(Upto(MostThreads))];
        _engines = [.. new[] { "E", "F", "G", "H" }.Take(Upto(MostEngines))];
        _actors = [.. new[] { "A", "B", "C" }.Take(Upto(MostActors))];
        for (var i = Below(4); i > 0; i--)
        {
            _gates.Add(FormattableString.Invariant($"g{i}"));
        }

        _isGroup = OneIn(2);
        var threads = _threads.Select(t => Thread(t, _isGroup)).ToList();
        var engines = _engines.Select(Engine).ToImmutableArray();
        var actors = _actors.Select(a => new GeneratedPart(a, [], [.. Several(1, 5, () => ActorStep(a))])).ToList();
        OpenGates(actors);
        foreach (var engine in engines.Where(e => e.Attached && OneIn(4)))
        {
            Insert(actors, $"put: {engine.Name}"); // Once: a client that gives back what it does not have is promised nothing.
        }

        foreach (var late in engines.Where(e => !e.Attached))
        {
            var n = Below(actors.Count);
            var isByPid = Has(Capability.Pid) && OneIn(4);
            actors[n] = actors[n] with { Steps = actors[n].Steps.Insert(0, $"attach: {{ {(isByPid ? "pid" : "thread")}: {late.Thread}, engine: {late.Name}, flags: [CREATE{(OneIn(4) ? ", EXCLUSIVE" : "")}] }}") };
        }

        return new GeneratedDocument(id, [.. capabilities.Order(StringComparer.Ordinal)], [.. threads.SelectMany(t => t)], engines, [.. actors]);
    }

    private IEnumerable<GeneratedPart> Thread(string name, bool isGroup)
    {
        var properties = ImmutableArray.CreateBuilder<string>();
        if (isGroup)
        {
            properties.Add("group: g");
        }

        if (OneIn(6))
        {
            properties.Add("self_reap: true");
        }

        if (Has(Capability.StepHardware) && OneIn(4))
        {
            properties.Add($"step: {Any("single", "none")}");
        }

        var children = new List<GeneratedPart>();
        var steps = Several(1, 4, () => Activity(children)).ToList();
        if (OneIn(4))
        {
            steps.Add(Any("exit: 0", "exit: 3", "exit_group: 2"));
        }

        yield return new GeneratedPart(name, properties.ToImmutable(), [.. steps]);
        foreach (var child in children)
        {
            yield return child;
        }
    }

    private string Activity(List<GeneratedPart> children)
    {
        var execs = Has(Capability.ExecMt) || !_isGroup || _threads.Length == 1;
        return Below(12) switch
        {
            0 or 1 or 2 => "tick",
            3 or 4 => execs ? "exec" : "exec: { fails: true }",
            5 => "syscall: { name: call }",
            6 => _gates.Count > 0 ? $"syscall: {{ name: read, sleep: {Any("interruptible", "uninterruptible")}, until: {Gate()} }}" : "syscall: { name: read }",
            7 => "exec: { fails: true }",
            8 when Has(Capability.Signals) => $"sigaction: {{ signal: {Any(Sent)}, disposition: {Any("handler", "ignore", "default")} }}",
            9 when Has(Capability.Signals) => $"sigmask: [{(OneIn(2) ? Any(Sent) : "")}]",
            10 when Has(Capability.Clone) && _children < 2 => Clone(children),
            11 when _gates.Count > 0 => $"await: {Gate()}",
            _ => "tick",
        };
    }

    private string Clone(List<GeneratedPart> children)
    {
        var child = FormattableString.Invariant($"K{++_children}");
        children.Add(new GeneratedPart(child, [], [.. Several(1, 2, () => Any("tick", "exec", "exit: 1"))]));
        children[^1] = children[^1] with { Steps = [.. children[^1].Steps.TakeWhile(s => !s.StartsWith("exit", StringComparison.Ordinal)), "exit: 1"] };
        return Has(Capability.Vfork) && OneIn(2) ? $"clone: {{ child: {child}, vfork: true }}" : $"clone: {child}";
    }

    private GeneratedEngine Engine(string name)
    {
        var attached = !OneIn(5);
        var callbacks = Callbacks().OrderBy(_ => random.Next()).Take(Below(4)).ToArray();
        return new GeneratedEngine(name, Any([.. _threads]), attached, [.. Events()], [.. callbacks.Select(c => Rule(c))]);
    }

    private IEnumerable<string> Callbacks() =>
    [
        "report_quiesce", "report_exec", "report_exit", "report_death", "report_syscall_entry", "report_syscall_exit", "report_signal", "report_reap",
        .. Has(Capability.Clone) ? (string[])["report_clone"] : [],
        .. Has(Capability.Jctl) ? (string[])["report_jctl"] : [],
    ];

    private IEnumerable<string> Events()
    {
        string[] all =
        [
            "EXEC", "EXIT", "DEATH", "REAP", "SYSCALL_ENTRY", "SYSCALL_EXIT", "SIGNAL_CORE",
            .. Has(Capability.Signals) ? (string[])["SIGNAL", "SIGNAL_IGN", "SIGNAL_TERM"] : [],
            .. Has(Capability.Jctl) ? (string[])["SIGNAL_STOP", "JCTL"] : [],
            .. Has(Capability.Clone) ? (string[])["CLONE"] : [],
        ];
        return (OneIn(4) ? [] : (string[])["QUIESCE"]).Concat(all.Where(_ => OneIn(3)));
    }

    private GeneratedRule Rule(string callback)
    {
        var properties = ImmutableArray.CreateBuilder<string>();
        var once = OneIn(2);
        var bits = callback switch
        {
            "report_syscall_entry" when OneIn(3) => "|ABORT",
            "report_signal" when OneIn(2) => SignalBits(ref once),
            _ => "",
        };
        ImmutableArray<string> steps = [.. Several(0, 2, () => CallbackStep(callback))];
        if (once || steps.Any(s => s.StartsWith("control", StringComparison.Ordinal)))
        {
            properties.Add("occurrence: 1"); // A request in every callback would be answered by the next, for ever.
        }

        if (callback is not "report_reap")
        {
            properties.Add($"return: {Action()}{bits}");
        }

        return new GeneratedRule(callback, properties.ToImmutable(), steps);
    }

    /// <summary>What is held back would come again for ever, unless it is done once.</summary>
    private string SignalBits(ref bool once)
    {
        var held = OneIn(4);
        once |= held;
        return "|" + (Has(Capability.Jctl) ? Any("IGN", "IGN", "TERM", "CORE", "STOP", "TSTP") : Any("IGN", "IGN", "TERM", "CORE")) + (held ? "|HOLD" : "");
    }

    private string Action() => Any("RESUME", "RESUME", "STOP", "STOP", "REPORT", "INTERRUPT", "SINGLESTEP", "BLOCKSTEP", "DETACH");

    private string CallbackStep(string callback) => Below(6) switch
    {
        0 when _gates.Count > 0 && callback is not "report_reap" => $"await: {Gate()}",
        1 when _gates.Count > 0 && Has(Capability.Proposed) && OneIn(2) => $"wake_up: {Gate()}",
        1 when _gates.Count > 0 => $"open: {Gate()}",
        2 => $"set_events: {{ engine: {AnyEngine()}, events: [{string.Join(", ", Events())}] }}",
        3 => $"get: {AnyEngine()}",
        _ => Control(),
    };

    private string Control()
    {
        var action = Has(Capability.Proposed) && OneIn(8) ? "STICKY_STOP" : Any(Actions);
        var engine = AnyEngine();
        return $"control: {{ engine: {engine}, action: {action}{(Has(Capability.Pid) && OneIn(8) ? $", pid: {Any([.. _threads])}" : "")} }}";
    }

    private string ActorStep(string actor) => Below(18) switch
    {
        0 or 1 or 2 or 3 or 4 => Control(),
        5 or 6 => $"set_events: {{ engine: {AnyEngine()}, events: [{string.Join(", ", Events())}] }}",
        7 or 8 => $"barrier: {AnyEngine()}",
        9 => $"kill: {Any([.. _threads])}",
        10 => $"reap: {Any([.. _threads])}",
        11 => $"{Any("prepare_examine", "finish_examine")}: {AnyEngine()}",
        12 or 13 => "settle",
        14 => $"probe: {Any([.. _threads])}",
        15 when _actors.Length > 1 => $"interrupt: {Any([.. _actors.Where(a => !string.Equals(a, actor, StringComparison.Ordinal))])}",
        16 when Has(Capability.Jctl) && OneIn(2) => $"send: {{ thread: {Any([.. _threads])}, signal: {Any(JobSignals)}, group: true }}",
        16 or 17 when Has(Capability.Signals) => $"send: {{ thread: {Any([.. _threads])}, signal: {Any(Sent)}{(OneIn(3) ? ", group: true" : "")} }}",
        16 => $"get: {AnyEngine()}",
        _ => "settle",
    };

    /// <summary>Every gate is opened by some actor, behind whatever that actor does before.</summary>
    private void OpenGates(List<GeneratedPart> actors)
    {
        foreach (var gate in _gates)
        {
            Insert(actors, $"open: {gate}");
        }
    }

    private void Insert(List<GeneratedPart> actors, string step)
    {
        var n = Below(actors.Count);
        actors[n] = actors[n] with { Steps = actors[n].Steps.Insert(Below(actors[n].Steps.Length + 1), step) };
    }

    private IEnumerable<string> Several(int least, int most, Func<string> make)
    {
        for (var i = least + Below(most - least + 1); i > 0; i--)
        {
            yield return make();
        }
    }

    private bool Has(string capability) => capabilities.Contains(capability);

    private string AnyEngine() => Any([.. _engines]);

    private string Gate() => Any([.. _gates]);

    private string Any(params string[] of) => of[Below(of.Length)];

    private bool OneIn(int n) => Below(n) == 0;

    private int Upto(int n) => 1 + Below(n);

    private int Below(int n) => (int)random.Next((uint)n);
}
