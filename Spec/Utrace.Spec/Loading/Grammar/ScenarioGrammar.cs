namespace Utrace.Spec.Loading.Grammar;

/// <summary>The scenario language (docs/scenario-language.md) as tables. The loader and the JSON Schema are made from them.</summary>
internal static class ScenarioGrammar
{
    /// <summary>A name.</summary>
    public static readonly TextSpec Name = new("a name: a letter, then letters, digits, '-' or '_'", NamedSpec.NamePattern);

    /// <summary>A guarantee.</summary>
    public static readonly TextSpec GuaranteeId = new("a guarantee id like STOP-13", "^[A-Z]+-[0-9]{2,}[a-z]?$");

    /// <summary>The id of a document.</summary>
    public static readonly TextSpec Id = new("the path below the scenarios' folder without .yaml: kebab-case words joined by '/'", "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$");

    /// <summary>Result words.</summary>
    public static readonly OneOfSpec Results = new(
        new TextSpec("a result word"), new ListSpec("a list of result words", new TextSpec("a result word"), NonEmpty: true, Unique: true));

    /// <summary>Thread states.</summary>
    public static readonly WordSpec State = new("state", Words.OfTraceeStates);

    /// <summary>The bits that a callback's result may carry.</summary>
    public static readonly IReadOnlyList<string> ReturnBits = ["ABORT", "IGN", "TERM", "CORE", "STOP", "TSTP", "HOLD"];

    private static readonly WordSpec CallbackWord = new("callback", Words.OfCallbacks);

    private static readonly WordSpec PublicEvent = new("event", [.. Words.OfEvents.Where(e => e is not "STOPBIT")]);

    private static readonly WordSpec AnyEvent = new("event", Words.OfEvents);

    private static readonly WordSpec Action = new("action", Words.OfResumeActions);

    private static readonly TextSpec Glob = new("a glob over a whole log line");

    private static readonly IntSpec ExitCode = new("an exit code", 0, 255);

    private static readonly KeySpec Pid = new("pid", Name, "The call by pid: the pid that this thread began with.");

    private static readonly WordSpec AnySignal = new("signal", Words.OfSignals);

    private static readonly WordSpec CatchableSignal = new("signal", [.. Words.OfSignals.Where(w => w is not ("SIGKILL" or "SIGSTOP"))]);

    private static readonly WordSpec CatchableOrStop = new("signal", [.. Words.OfSignals.Where(w => w is not "SIGKILL")]);

    private static readonly WordSpec AnyDisposition = new("disposition", Words.OfDispositions);

    private static readonly ListSpec SignalMask = new("a list of signals", CatchableSignal, Unique: true);

    private static readonly MapSpec SetEventsValue = new("call of set_events", "Sets an engine's event mask.",
        new("engine", Name, "The engine.", Required: true),
        new("events", new ListSpec("a list of events", AnyEvent, Unique: true), "The new mask; STOPBIT is ignored.", Required: true),
        Pid);

    private static readonly MapSpec BarrierValue = new("call of barrier", "Waits until no callback of the engine is open.",
        new("engine", Name, "The engine.", Required: true),
        Pid);

    private static readonly MapSpec SendValue = new("call of send", "A signal to a thread, or to its group.",
        new("thread", Name, "The thread.", Required: true),
        new("signal", AnySignal, "The signal.", Required: true),
        new("group", new BoolSpec(), "To the thread's group, not to it alone; default false."));

    private static readonly MapSpec CloneValue = new("clone", "clone, fork or vfork.",
        new("child", Name, "The thread that it makes: a thread of the caller's group, or a process where it is declared in another."),
        new("vfork", new BoolSpec(), "The parent waits until the child execs or exits; default false."),
        new("fails", new BoolSpec(), "It fails: no child; default false."));

    private static readonly MapSpec SigactionValue = new("sigaction", "Sets what the thread's group does with a signal.",
        new("signal", CatchableSignal, "The signal.", Required: true),
        new("disposition", AnyDisposition, "What it does.", Required: true));

    private static readonly MapSpec ControlValue = new("call of control", "Asks for a resume action.",
        new("engine", Name, "The engine.", Required: true),
        new("action", new WordOrNumberSpec("action", Words.OfControlActions, uint.MaxValue), "The action, or a raw number.", Required: true),
        Pid);

    private static readonly MapSpec AttachValue = new("call of attach", "Attaches an engine (CREATE) or looks one up.",
        new("thread", Name, "The thread; or 'pid'."),
        Pid,
        new("engine", Name, "With CREATE: the engine that comes to be."),
        new("flags", new ListSpec("a list of attach flags", new WordSpec("attach flag", Words.OfAttachFlags), Unique: true), "The flags; none looks up the first engine."),
        new("ops", Name, "Identity of the callback table; with CREATE the engine's own by default, 'none' for no table."),
        new("data", Name, "Identity of the data pointer; with CREATE the engine's own by default."));

    private static readonly MapSpec AwaitState = new("state to await", "Waits until a probe would say so.",
        new("thread", Name, "The thread.", Required: true),
        new("state", State, "The state.", Required: true));

    private static readonly MapSpec SyscallValue = new("syscall", "A system call.",
        new("name", Name, "Its name in the log; default call."),
        new("sleep", new WordSpec("sleep", ["none", "interruptible", "uninterruptible"]), "Whether and how its body sleeps; default none."),
        new("until", Name, "The gate that ends the sleep."));

    private static readonly MapSpec ExecValue = new("exec", "An execve.",
        new KeySpec("fails", new BoolSpec(), "It fails, so that there is no event; default false."));

    private const StepPlaces Calls = StepPlaces.Script | StepPlaces.Callback;

    /// <summary>Every step.</summary>
    public static readonly IReadOnlyList<StepSpec> Steps =
    [
        new("tick", StepPlaces.Program, new IntSpec("a count", 1, 1000), "One user-mode step, or n of them.", Bare: true),
        new("exec", StepPlaces.Program, ExecValue, "An execve.", Bare: true),
        new("syscall", StepPlaces.Program, SyscallValue, "A system call.", Bare: true),
        new("clone", StepPlaces.Program, new OneOfSpec(Name, CloneValue), "clone, fork or vfork: a declared thread comes to be."),
        new("sigaction", StepPlaces.Program, SigactionValue, "Sets what the thread's group does with a signal."),
        new("sigmask", StepPlaces.Program, SignalMask, "Sets the thread's blocked signals: exactly these."),
        new("wait", StepPlaces.Program, Name, "Waits until a child is dead and reaps it in this thread's context."),
        new("exit", StepPlaces.Program, ExitCode, "This thread exits with the code."),
        new("exit_group", StepPlaces.Program, ExitCode, "The whole group exits with the code."),
        new("attach", Calls, AttachValue, "Attaches an engine or looks one up.", Results: ResultWords.EngineOrErrno),
        new("set_events", Calls, SetEventsValue, "Sets an engine's event mask.", Results: ResultWords.ZeroOrErrno),
        new("control", Calls, ControlValue, "Asks for a resume action.", Results: ResultWords.ZeroOrErrno),
        new("barrier", Calls, new OneOfSpec(Name, BarrierValue), "Waits until no callback of the engine is open.", Results: ResultWords.ZeroOrErrno),
        new("prepare_examine", Calls, Name, "Begins to examine the engine's stopped thread.", Results: ResultWords.ZeroOrErrno),
        new("finish_examine", Calls, Name, "Ends it; tells whether the thread stayed stopped.", Results: ResultWords.ZeroOrErrno),
        new("get", Calls, Name, "One more reference to the engine.", Results: ResultWords.ZeroOrErrno),
        new("put", Calls, Name, "One reference less.", Results: ResultWords.ZeroOrErrno),
        new("kill", Calls, Name, "SIGKILL to the thread's group.", Results: ResultWords.ZeroOrErrno),
        new("send", Calls, SendValue, "A signal to a thread, or to its group.", Results: ResultWords.ZeroOrErrno),
        new("wake_up", StepPlaces.Callback, Name, "Opens the gate once this callback's result is in effect (proposed).", Results: ResultWords.ZeroOrErrno),
        new("interrupt", Calls, Name, "A signal to another actor: its barrier ends with ERESTARTSYS.", Results: ResultWords.ZeroOrErrno),
        new("reap", StepPlaces.Script, Name, "Waits until the thread is dead and reaps it.", Results: ResultWords.NumberOrErrno),
        new("open", StepPlaces.Program | Calls, Name, "Opens a gate."),
        new("await", StepPlaces.Program | Calls, new OneOfSpec(Name, AwaitState), "Waits until the gate is open, or (actors) until a thread has a state."),
        new("settle", StepPlaces.Script, null, "Waits until nothing else can move.", Bare: true),
        new("probe", Calls, Name, "Asks for a thread's state.", Results: ResultWords.State),
    ];

    private static readonly MapSpec Rule = new("rule", "What a callback does; the first rule that applies is taken.",
        new("callback", CallbackWord, "Which callback.", Required: true),
        new("event", new WordSpec("event", ["0", .. PublicEvent.Words]), "Only calls with this event argument; 0 for none."),
        new("occurrence", new TextSpec("n, \"n..\" or \"n..m\", counted from 1", "^[1-9][0-9]{0,6}([.][.]([1-9][0-9]{0,6})?)?$"), "Which of the calls that fit callback and event."),
        new("do", new StepsSpec(StepPlaces.Callback), "Steps made inside the callback; an await holds it open."),
        new("return", new TextSpec("an action, and event bits behind '|'"), "The result; default RESUME."),
        new("code", ExitCode, "report_exit only: the code written through the pointer."),
        new("signal", CatchableOrStop, "report_signal only: the number written into info."),
        new("disposition", AnyDisposition, "report_signal only: what is written into return_ka."));

    private static readonly MapSpec Engine = new("engine", "An engine: its identity, and what its callbacks do.",
        new("thread", Name, "Its thread; the only one by default."),
        new("ops", Name, "Identity of the callback table; ops-NAME by default."),
        new("data", Name, "Identity of the data pointer; data-NAME by default."),
        new("attached", new BoolSpec(), "Attached before anything runs; default true."),
        new("events", new ListSpec("a list of events", PublicEvent, Unique: true), "The mask set before anything runs; only with attached."),
        new("callbacks", new ListSpec("a list of callbacks", CallbackWord, Unique: true), "The callbacks that the table has; all by default."),
        new("on", new ListSpec("a list of rules", Rule), "What its callbacks do; a call that no rule fits returns RESUME."));

    private static readonly MapSpec Thread = new("thread", "A traced thread.",
        new("group", Name, "Its thread group; one of its own by default."),
        new("self_reap", new BoolSpec(), "It reaps itself at death; default false."),
        new("kernel_thread", new BoolSpec(), "It cannot be attached to; default false."),
        new("parent", Name, "The thread that is its parent, of another group; outside by default, where an actor reaps. A clone's process has the caller."),
        new("step", new WordSpec("stepping hardware", Words.OfStepHardware), "How finely its hardware steps; default block."),
        new("signals", new NamedSpec("a mapping of dispositions by signal", "signal", AnyDisposition, NonEmpty: true), "What its group does with signals at the start; default for the others."),
        new("blocked", SignalMask, "The signals that it blocks at the start; default none."),
        new("orphaned", new BoolSpec(), "Its group is orphaned: SIGTSTP, SIGTTIN and SIGTTOU do not stop it; default false."),
        new("program", new StepsSpec(StepPlaces.Program), "What it does in user mode, step by step."));

    private static readonly ListSpec Patterns = new("a list of patterns", new MapSpec("pattern", "A glob over log lines.",
        new("match", Glob, "The line: a glob over the whole of it.", Required: true),
        new("after", Glob, "Counts only after the first line that this glob matches."),
        new("because", GuaranteeId, "The guarantee that a miss breaks; the scenario's first one if absent.")));

    private static readonly ListSpec States = new("a list of states", State, NonEmpty: true, Unique: true);

    private static readonly MapSpec Expect = new("expect", "What the author expects, beyond what the model allows.",
        new("final", new NamedSpec("a mapping of states by thread", "thread", new OneOfSpec(State, States,
            new MapSpec("final state", "States, and the guarantee that others break.",
                new("states", States, "The states.", Required: true),
                new("because", GuaranteeId, "The guarantee that another state breaks."))), NonEmpty: true), "The states that are allowed at the end."),
        new("always", Patterns, "Lines that every interleaving shows."),
        new("never", Patterns, "Lines that no interleaving shows."),
        new("sometimes", Patterns, "Lines that at least one interleaving of the model shows."));

    /// <summary>The values of one parameter.</summary>
    public static readonly OneOfSpec ParameterValues = new(
        new ListSpec("a list of words", new TextSpec("a word: letters, digits, '-', '_' or '.'", "^[A-Za-z0-9][A-Za-z0-9_.-]*$"), NonEmpty: true, Unique: true),
        new NamedSpec("a mapping of named values", "value", new AnyMapSpec(), NonEmpty: true));

    /// <summary>A whole document.</summary>
    public static readonly MapSpec Document = new("scenario", "One case for utrace, or a family of cases.",
        new("schema", new IntSpec("a version", 1, 1), "The version of the language.", Required: true),
        new("id", Id, "The path below the scenarios' folder, without .yaml.", Required: true),
        new("title", new TextSpec("a line"), "What is tried, in a line.", Required: true),
        new("why", new TextSpec("a sentence"), "What would go wrong without the guarantee, in a sentence.", Required: true),
        new("guarantees", new ListSpec("a list of guarantee ids", GuaranteeId, NonEmpty: true, Unique: true), "The guarantees it tests, the main one first.", Required: true),
        new("needs", new ListSpec("a list of capabilities", new WordSpec("capability", Capability.Words), NonEmpty: true, Unique: true), "Capabilities that an implementation must claim; default [core]."),
        new("api", new MapSpec("api range", "API versions it applies to.",
            new("since", new IntSpec("a version", 20000000, 99999999), "The first version."),
            new("until", new IntSpec("a version", 20000000, 99999999), "The last version.")), "API versions it applies to."),
        new("parameters", new NamedSpec("a mapping of parameters by name", "parameter", ParameterValues, NonEmpty: true), "Multiplies the document: a case for every combination of values; ${name} stands for a value, ${name.part} for its parts."),
        new("threads", new NamedSpec("a mapping of threads by name", "thread", Thread, NonEmpty: true), "The traced threads.", Required: true),
        new("engines", new NamedSpec("a mapping of engines by name", "engine", Engine), "The engines."),
        new("actors", new NamedSpec("a mapping of actors by name", "actor", new StepsSpec(StepPlaces.Script)), "The actors: debuggers, parents, killers."),
        new("expect", Expect, "What the author expects, beyond what the model allows."));
}
