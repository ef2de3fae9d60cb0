using Utrace.Adapters;
using Utrace.Spec;
using Utrace.Spec.Logs;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Running;

/// <summary>What the implementation tells. What no implementation could mean is an adapter error; what a wrong one could do is left to the oracle.</summary>
internal sealed partial class Play
{
    private static readonly ActionWord Resume = new(ResumeAction.Resume);

    public CallbackReply Callback(string context, CallbackInvocation invocation) => Begin(context, invocation)();

    public Func<CallbackReply> Begin(string context, CallbackInvocation invocation)
    {
        CallbackRule? rule;
        invocation = invocation.Shown;
        lock (_sync)
        {
            if (_closed || !Check(context, invocation) || !Add(new CallbackBegan(context, invocation)))
            {
                return static () => new(Resume);
            }

            _callbacks++;
            _moving++;
            rule = _engines[invocation.Engine].Take(invocation);
        }

        return () => PlayCallback(context, invocation, rule);
    }

    private CallbackReply PlayCallback(string context, CallbackInvocation invocation, CallbackRule? rule)
    {
        var perturbation = new Perturbation(_options, context);
        perturbation.Disturb();
        if (rule is not null && !Steps(context, rule.Do, perturbation))
        {
            return new(Resume);
        }

        perturbation.Disturb();
        _pace.Between(context);
        var result = rule?.Return ?? Resume;
        lock (_sync)
        {
            _callbacks--;
            _moving--;
            Add(new CallbackEnded(context, invocation.Engine, invocation.Callback, invocation.Callback is Spec.Callback.Reap ? default : result));
        }

        perturbation.Disturb();
        return new(result, rule?.ExitCode, rule?.Signal, rule?.Disposition);
    }

    public void Released(string engine)
    {
        lock (_sync)
        {
            if (Known($"Released({engine})", engine, _engines.ContainsKey(engine), "an engine", _engines.Keys))
            {
                Add(new Released(engine));
            }
        }
    }

    public void Ticked(string thread)
    {
        lock (_sync)
        {
            if (_closed || Program("Ticked", thread) is not { } program)
            {
                return;
            }

            if (program.Current is not TickActivity)
            {
                Broke($"Ticked({thread}), but {Present(program)}; expected a tick only for a driven tick");
                return;
            }

            Add(new Ticked(thread));
            program.Finish();
            Advance(program);
        }

        CarryOut();
    }

    public void HandlerRan(string thread, SignalNumber signal)
    {
        lock (_sync)
        {
            if (!_closed && Program("HandlerRan", thread) is not null)
            {
                Add(new HandlerRan(thread, signal));
            }
        }
    }

    public void ParentTold(string thread, JctlType what)
    {
        lock (_sync)
        {
            if (!_closed && Program("ParentTold", thread) is not null)
            {
                Add(new ParentTold(thread, what));
            }
        }
    }

    public void WokenUp(string context, string gate)
    {
        lock (_sync)
        {
            var said = $"WokenUp({context}, {gate})";
            if (!_closed && Known(said, context, _contexts.Contains(context), "a context", _contexts)
                && Known(said, gate, _scenario.Gates.Contains(gate, StringComparer.Ordinal), "a gate", _scenario.Gates))
            {
                OpenGate(new WokenUp(context, gate), gate);
            }
        }

        CarryOut();
    }

    public void Staged(string thread, ActivityStage stage, string what)
    {
        Stage(thread, stage, what);
        CarryOut();
    }

    private void Stage(string thread, ActivityStage stage, string what)
    {
        lock (_sync)
        {
            if (_closed || Program("Staged", thread) is not { } program || !Check(program, stage, what))
            {
                return;
            }

            if (program.Opens is { } gate)
            {
                program.Finish();
                OpenGate(new GateOpened(thread, gate), gate);
                Advance(program);
                return;
            }

            Add(new ActivityStaged(thread, stage, what));
            program.HasEntered = true;
            if (stage is ActivityStage.Done)
            {
                program.Finish();
                Advance(program);
            }
        }
    }

    public void Died(string thread)
    {
        lock (_sync)
        {
            if (!_closed && Program("Died", thread) is { } program)
            {
                Add(new Died(thread));
                program.Die();
            }
        }
    }

    public void Crashed(string context, Exception exception) =>
        Failed(context, exception);

    private bool Check(string context, CallbackInvocation invocation)
    {
        var what = $"Callback({context}, {invocation})";
        if (!Known(what, invocation.Engine, _engines.TryGetValue(invocation.Engine, out var book), "an engine", _engines.Keys)
            || !Known(what, context, _contexts.Contains(context), "a context", _contexts))
        {
            return false;
        }

        if (invocation.Callback is not Spec.Callback.Reap && !string.Equals(book!.Engine.Thread, context, StringComparison.Ordinal))
        {
            Broke($"{what}; expected the context {book.Engine.Thread}: a callback runs in the engine's thread");
            return false;
        }

        return true;
    }

    private bool Check(TraceeProgram program, ActivityStage stage, string what)
    {
        var said = $"Staged({program.Spec.Name}, {stage}, \"{what}\")";
        if (program.Current is null or TickActivity || !string.Equals(ActivityText.Of(program.Current), what, StringComparison.Ordinal))
        {
            Broke($"{said}, but {Present(program)}; expected stages of the driven activity only");
            return false;
        }

        var entersFirst = program.Current is UserActivity ? stage is ActivityStage.Done : stage is ActivityStage.Enter != program.HasEntered;
        if (!entersFirst)
        {
            var expected = program.Current is UserActivity ? "only Done" : program.HasEntered ? "Enter once only" : "Enter first";
            Broke($"{said}: expected {expected}");
        }

        return entersFirst;
    }

    private TraceeProgram? Program(string member, string thread) =>
        Known($"{member}({thread})", thread, _programs.TryGetValue(thread, out var program), "a thread", _programs.Keys) ? program : null;

    private bool Known(string said, string name, bool isKnown, string kind, IEnumerable<string> names)
    {
        if (!isKnown)
        {
            Broke($"{said}: {name} is not {kind} of the scenario; expected one of {string.Join(", ", names.Order(StringComparer.Ordinal))}");
        }

        return isKnown;
    }

    private static string Present(TraceeProgram program) =>
        program.IsDead ? "the thread has died"
        : program.Current is { } activity ? $"its activity is \"{ActivityText.Of(activity)}\""
        : "it has no activity";

    private void Broke(string what) => End(RunStatus.AdapterError, $"the adapter broke the protocol: {what}");
}
