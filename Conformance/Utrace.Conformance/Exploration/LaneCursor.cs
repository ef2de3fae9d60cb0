using System.Collections.Immutable;
using System.Globalization;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Exploration;

/// <summary>
/// How far one context has come in its script and in the callbacks open in it, as its own lines tell. Immutable.
/// Lines that do not fit the script (an implementation can show anything) lose the cursor: it then says nothing any more.
/// </summary>
internal sealed class LaneCursor
{
    private readonly ScriptMap _map;
    private readonly Frame? _top;
    private readonly ImmutableArray<int> _calls;
    private readonly bool _dead;

    private LaneCursor(ScriptMap map, Frame? top, ImmutableArray<int> calls, bool dead)
    {
        _map = map;
        _top = top;
        _calls = calls;
        _dead = dead;
    }

    /// <summary>Equal keys are equal cursors.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{_dead} {_top?.Key} {string.Join(',', _calls)}");

    /// <summary>What the context has not finished, in words; null where nothing is left, or the thread is dead, or the cursor is lost.</summary>
    public string? Unfinished
    {
        get
        {
            if (_top is null || _dead)
            {
                return null;
            }

            // Whether an await was passed does not show; what comes behind it does.
            var where = _top.Below is null ? "" : $" inside {_top.Name}";
            var next = SkipAwaits(_top);
            return next.Position < next.Steps.Length
                ? (next.InCall ? "is in " : "does not come to ") + Describe(next.Steps[next.Position]) + where
                : next.Below is null ? null : $"is{where}";
        }
    }

    /// <summary>The cursor of a lane before its first line.</summary>
    public static LaneCursor Start(ScriptMap map, int lane) =>
        new(map, new Frame(null, "", map.Scripts[lane], 0, InCall: false), [.. new int[map.RuleCount]], dead: false);

    /// <summary>The cursor behind a line of this context; <paramref name="miss"/> says which result the script did not expect there.</summary>
    public LaneCursor After(LogEvent line, out ResultMiss? miss)
    {
        miss = null;
        if (_top is null)
        {
            return this;
        }

        switch (line)
        {
            case CallbackBegan began:
                return Begin(began.Invocation);
            case CallbackEnded:
                return With(_top.Below);
            case HandlerRan or ParentTold or WokenUp:
                return this;
            case Spec.Logs.Died:
                return new LaneCursor(_map, _top, _calls, dead: true);
            case ActivityStaged { Stage: not (ActivityStage.Enter or ActivityStage.Done) }:
                return this;
            case CallReturned returned when _top.InCall && _top.Steps[_top.Position] is CallStep call:
                if (!string.Equals(call.Call.ToString(), returned.Call.ToString(), StringComparison.Ordinal))
                {
                    return With(null);
                }

                miss = Check(call, call.Expect, returned.Result.ToString());
                return With(_top with { Position = _top.Position + 1, InCall = false });
        }

        var next = SkipAwaits(_top);
        var step = next.Position < next.Steps.Length ? next.Steps[next.Position] : null;
        switch (step, line)
        {
            case (CallStep script, CallBegan began) when string.Equals(script.Call.ToString(), began.Call.ToString(), StringComparison.Ordinal):
            case (Activity and not TickActivity, ActivityStaged { Stage: ActivityStage.Enter }):
                return With(next with { InCall = true });
            case (ProbeStep probe, Probed probed) when string.Equals(probe.Thread, probed.Thread, StringComparison.Ordinal):
                miss = Check(probe, probe.Expect, Words.Of(probed.State));
                break;
            case (OpenStep open, GateOpened opened) when string.Equals(open.Gate, opened.Gate, StringComparison.Ordinal):
            case (AwaitStateStep, StateSeen):
            case (SettleStep, Settled):
            case (TickActivity, Ticked):
            case (Activity and not TickActivity, ActivityStaged):
                break;
            default:
                return With(null);
        }

        return With(next with { Position = next.Position + 1, InCall = false });
    }

    private static Frame SkipAwaits(Frame frame)
    {
        while (frame.Position < frame.Steps.Length && frame.Steps[frame.Position] is AwaitStep)
        {
            frame = frame with { Position = frame.Position + 1 };
        }

        return frame;
    }

    private static ResultMiss? Check(Step step, ResultExpectation? expect, string result) =>
        expect is null || expect.Words.Contains(result, StringComparer.Ordinal) ? null : new ResultMiss(step, expect, result);

    private static string Describe(Step step) => step switch
    {
        CallStep call => call.Call.ToString(),
        OpenStep open => $"open {open.Gate}",
        AwaitStep gate => $"await {gate.Gate}",
        AwaitStateStep state => $"await {state.Thread} = {Words.Of(state.State)}",
        ProbeStep probe => $"probe {probe.Thread}",
        SettleStep => "settle",
        Activity activity => ActivityText.Of(activity),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.GetType().Name, "no such step"),
    };

    private LaneCursor With(Frame? top) => new(_map, top, _calls, _dead);

    private LaneCursor Begin(CallbackInvocation invocation)
    {
        var calls = _calls;
        CallbackRule? taken = null;
        foreach (var (number, rule) in _map.RulesOf(invocation.Engine))
        {
            if (rule.Callback == invocation.Callback && (rule.Event is null || rule.Event == invocation.Event))
            {
                calls = calls.SetItem(number, calls[number] + 1);
                taken ??= rule.Occurrences.Contains(calls[number]) ? rule : null;
            }
        }

        var name = $"{invocation.Engine}.{Words.Of(invocation.Callback)}";
        return new LaneCursor(_map, new Frame(_top, name, taken?.Do ?? [], 0, InCall: false), calls, _dead);
    }

    private sealed record Frame(Frame? Below, string Name, ImmutableArray<Step> Steps, int Position, bool InCall)
    {
        public string Key => string.Create(CultureInfo.InvariantCulture, $"{Below?.Key}/{Name}:{Position}{(InCall ? "!" : "")}");
    }
}

/// <summary>A result that the author of a step did not allow.</summary>
internal sealed record ResultMiss(Step Step, ResultExpectation Expect, string Result);
