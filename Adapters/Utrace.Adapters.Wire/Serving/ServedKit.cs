using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Messages;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Adapters.Wire.Serving;

/// <summary>The kit as a served implementation sees it: what it is told goes onto the wire, until the scenario is over. Thread-safe.</summary>
/// <param name="writer">The wire.</param>
/// <param name="nextId">Gives the ids of requests; of the whole connection.</param>
/// <param name="control">Where the kit says who runs (T2); else null.</param>
internal sealed class ServedKit(LineWriter writer, Func<long> nextId, ServedControl? control) : IKit
{
    private static readonly CallbackReply Unwind = new(new ActionWord(ResumeAction.Resume));

    // Held while a line is written: once Close has returned, nothing of this scenario is sent any more.
    private readonly Lock _sync = new();
    private readonly Dictionary<long, ServedCallback> _open = [];
    private readonly ServedAccount _account = new();
    private bool _isClosed;

    /// <summary>Engines that were released.</summary>
    public int ReleasedEngines { get; private set; }

    /// <inheritdoc/>
    public CallbackReply Callback(string context, CallbackInvocation invocation)
    {
        var callback = new ServedCallback();
        lock (_sync)
        {
            if (_isClosed)
            {
                return Unwind;
            }

            var id = nextId();
            _open.Add(id, callback);
            _account.BeginCallback();
            writer.Request(id, "callback", Mapping.Of(context, invocation));
        }

        return control is null ? callback.Serve() : callback.ServeTurns(at => control.Halt(context, at));
    }

    /// <summary>The open callback of an id, or null.</summary>
    public ServedCallback? Find(long id)
    {
        lock (_sync)
        {
            return _open.GetValueOrDefault(id);
        }
    }

    /// <summary>The kit answered; an answer to a callback that is not open is passed over.</summary>
    public void Return(long id, CallbackReply reply)
    {
        ServedCallback? callback;
        lock (_sync)
        {
            if (_open.Remove(id, out callback))
            {
                _account.EndCallback();
            }
        }

        callback?.Return(reply);
    }

    /// <inheritdoc/>
    public void Released(string engine)
    {
        lock (_sync)
        {
            ReleasedEngines++;
        }

        Tell("released", new EngineParams { Engine = engine });
    }

    /// <inheritdoc/>
    public void Ticked(string thread) => Tell("ticked", new ThreadParams { Thread = thread }, a => a.EndActivity(thread));

    /// <inheritdoc/>
    public void Staged(string thread, ActivityStage stage, string what) =>
        Tell("staged", new StagedParams { Thread = thread, Stage = WireWords.Of(stage), What = what }, stage is ActivityStage.Done ? a => a.EndActivity(thread) : null);

    /// <inheritdoc/>
    public void HandlerRan(string thread, SignalNumber signal) => Tell("handlerRan", new HandlerRanParams { Thread = thread, Signal = (int)signal });

    /// <inheritdoc/>
    public void ParentTold(string thread, JctlType what) => Tell("parentTold", new ParentToldParams { Thread = thread, What = Words.Of(what) });

    /// <inheritdoc/>
    public void WokenUp(string context, string gate) => Tell("wokenUp", new WokenUpParams { Context = context, Gate = gate });

    /// <inheritdoc/>
    public void Died(string thread) => Tell("died", new ThreadParams { Thread = thread }, a => a.Die(thread));

    /// <inheritdoc/>
    public void Crashed(string context, Exception exception) =>
        Tell("crashed", new CrashedParams { Context = context, Message = $"{exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}" });

    /// <summary>What is open now; what has changed since is noticed by <see cref="SendIf"/>.</summary>
    public (long Version, Settlement Open) Look()
    {
        lock (_sync)
        {
            return (_account.Version, new Settlement(IsSettled: true, _account.Calls, _account.Callbacks, _account.Activities));
        }
    }

    /// <summary>Something comes in that may let others move.</summary>
    public void Take(Action<ServedAccount> what)
    {
        lock (_sync)
        {
            what(_account);
        }
    }

    /// <summary>Sends a line of this scenario, unless it is over.</summary>
    public void Send(Action line, Action<ServedAccount>? what = null)
    {
        lock (_sync)
        {
            if (!_isClosed)
            {
                what?.Invoke(_account);
                line();
            }
        }
    }

    /// <summary>Sends a line if nothing has come in or gone out since a look; whether that is so, or the scenario is over.</summary>
    public bool SendIf(long version, Action line)
    {
        lock (_sync)
        {
            if (!_isClosed && _account.Version == version)
            {
                line();
                return true;
            }

            return _isClosed;
        }
    }

    /// <summary>The scenario is over: nothing is sent any more, and whoever is inside a callback goes on to unwind.</summary>
    public void Close()
    {
        ServedCallback[] open;
        lock (_sync)
        {
            _isClosed = true;
            open = [.. _open.Values];
            _open.Clear();
        }

        foreach (var callback in open)
        {
            callback.Return(Unwind);
        }

        control?.Close();
    }

    private void Tell<T>(string method, T parameters, Action<ServedAccount>? what = null)
    {
        Send(() => writer.Notification(method, parameters), what);
        if (control?.Running is { } teller)
        {
            control.Halt(teller, WireWords.AtTold); // The kit may have something to say to that.
        }
    }
}
