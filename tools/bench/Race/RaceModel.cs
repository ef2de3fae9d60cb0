using System.Globalization;
using System.Runtime.InteropServices;
using Utrace.Conformance.Exploration.Search;
using Utrace.Reference;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Bench.Race;

/// <summary>
/// The race as the oracle sees it. A log shows where a callback begins and where a tracer's call begins and returns; every critical section is hidden.
/// Lines are those of the kit: <c>T begin E1.report_quiesce(RESUME, 0)</c>, <c>D1 call control(E1, DETACH)</c>, <c>D1 ret control(E1, DETACH) = 0</c>.
/// </summary>
internal sealed class RaceModel : ITransitionSystem
{
    private const ushort AnyRule = 1;

    private readonly RaceSystem _race;
    private readonly string[] _contexts;
    private readonly LogEvent[] _lines;
    private readonly Dictionary<LogEvent, Label> _labels = [];
    private readonly int _engines;
    [ThreadStatic]
    private static SearchBatch? _batch;

    /// <summary>A race of that size.</summary>
    public RaceModel(int engines, int tracers, int operations, int reports)
    {
        _race = new RaceSystem(engines, tracers, operations, reports);
        _engines = engines;
        _contexts = ["T", .. Enumerable.Range(1, tracers).Select(i => Named("D", i))];
        _lines =
        [
            .. Enumerable.Range(1, engines).Select(e => new CallbackBegan("T", new CallbackInvocation(Named("E", e), Callback.Quiesce, new ActionWord(ResumeAction.Resume)))),
            .. from t in Enumerable.Range(1, tracers)
               from e in Enumerable.Range(1, engines)
               from action in new[] { ResumeAction.Resume, ResumeAction.Detach }
               let call = new ApiCall(ApiFunction.Control, Engine: Named("E", e), Action: (uint)action)
               from line in new LogEvent[] { new CallBegan(Named("D", t), call), new CallReturned(Named("D", t), call, CallResult.Zero) }
               select line,
        ];
        for (var n = 0; n < _lines.Length; n++)
        {
            _labels.Add(_lines[n], new Label((ulong)n + 1));
        }
    }

    public int StateSize => sizeof(ulong) * 2;

    public IReadOnlyList<string> Contexts => _contexts;

    public void Initial(Span<byte> state) => Write(state, _race.Initial, 0);

    public void Successors(ReadOnlySpan<byte> state, SuccessorBuffer into)
    {
        for (var context = 0; context < _contexts.Length; context++)
        {
            Successors(state, context, into);
        }
    }

    public void Successors(ReadOnlySpan<byte> state, int context, SuccessorBuffer into)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(state);
        var batch = _batch ??= new SearchBatch();
        batch.Clear();
        _race.Successors(words[0], context, batch);
        for (var n = 0; n < batch.Count; n++)
        {
            var (label, choices) = Shown(words[0], batch.Key(n), context, words[1]);
            Write(into.Scratch(), batch.Key(n), choices);
            into.Commit(new Transition((byte)context, AnyRule, label));
        }
    }

    public bool IsLocal(ReadOnlySpan<byte> state, int context) => false;

    public ulong Unheld(ReadOnlySpan<byte> state) => ulong.MaxValue;

    public bool IsQuiescent(ReadOnlySpan<byte> state)
    {
        var buffer = new SuccessorBuffer(StateSize);
        Successors(state, buffer);
        return buffer.Count == 0;
    }

    public Ended EndOf(ReadOnlySpan<byte> state) =>
        new(new EndStates([("T", RaceSystem.IsTraced(MemoryMarshal.Read<ulong>(state)) ? TraceeState.Tstopped : TraceeState.Running)]));

    public LogEvent Decode(Label label) => _lines[(int)label.Value - 1];

    public bool TryEncode(LogEvent line, out Label label) => _labels.TryGetValue(line, out label);

    public RuleInfo Describe(ushort rule) => new("R", "a step of the race", []);

    public InvariantBreach? CheckInvariants(ReadOnlySpan<byte> state, bool quiescent) => null;

    public IReadOnlyList<string> DescribeWaits(ReadOnlySpan<byte> state) => [];

    private static string Named(string letter, int number) => letter + number.ToString(CultureInfo.InvariantCulture);

    private static void Write(Span<byte> state, ulong race, ulong choices)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(state);
        (words[0], words[1]) = (race, choices);
    }

    /// <summary>The line between two states. Behind its critical section a tracer has forgotten what it chose, which its return line shows: one bit each keeps it.</summary>
    private (Label Label, ulong Choices) Shown(ulong before, ulong after, int context, ulong choices)
    {
        if (context == 0)
        {
            return (RaceSystem.CallbackBegins(before, after) is { } engine ? new Label((ulong)engine + 1) : Label.Hidden, choices);
        }

        var (place, done) = RaceSystem.Tracer(before, context - 1);
        var engineOf = (context - 1 + done) % _engines;
        var first = (ulong)(_engines + (((context - 1) * _engines) + engineOf) * 4) + 1;
        var bit = 1UL << context;
        switch (place)
        {
            case 0:
                var isDetach = RaceSystem.Tracer(after, context - 1).Place == 2;
                return (new Label(first + (isDetach ? 2u : 0u)), isDetach ? choices | bit : choices & ~bit);
            case 3:
                return (new Label(first + ((choices & bit) != 0 ? 3u : 1u)), choices & ~bit);
            default:
                return (Label.Hidden, choices);
        }
    }
}
