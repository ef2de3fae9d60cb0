using System.Collections.Concurrent;
using System.Collections.Immutable;
using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Kit;

/// <summary>
/// The contexts of an implementation at the other end of a wire, one at a time: each has a context of the kit's own that stands for it, asks the control, and sends
/// <c>go</c> when it is chosen. What the implementation does in a step is told to the control by whoever stands for it, as if it had done it itself.
/// Called by the context that runs; but <see cref="Tell"/> and <see cref="Call"/>, by the reader of the wire.
/// </summary>
/// <param name="connection">The wire.</param>
/// <param name="control">The kit's control.</param>
/// <param name="play">Plays a callback and answers it.</param>
/// <param name="failed">Told what a context that stands for a thread broke down of.</param>
/// <param name="over">The session is over.</param>
internal sealed class Turns(WireConnection connection, IPauseControl control, Action<long, CallbackParams> play, Action<Exception> failed, CancellationToken over)
{
    /// <summary>What is expected of the answer to a go.</summary>
    public const string SameSteps =
        "the same steps after the same choices, else it is not deterministic under pause control: no chance, no clock, nothing kept from one scenario to the next";

    private readonly ConcurrentQueue<Action> _told = new();
    private readonly ConcurrentQueue<(long Id, CallbackParams Told)> _calls = new();

    /// <summary>Steps that are made and that the control has not chosen yet: it announced them.</summary>
    private readonly Queue<StepMade> _made = new();
    private readonly TurnRecord _record = new();

    /// <summary>The scenario before this one in the same exploration; null where there is none, or where this one goes another way.</summary>
    private TurnRecord? _before;
    private bool _isAfterTheKit;

    /// <summary>The kit sends something else than a go: no list reaches beyond.</summary>
    public void Sends() => _isAfterTheKit = true;

    /// <summary>The implementation told something; the kit hears it when it is its turn.</summary>
    public void Tell(Action told) => _told.Enqueue(told);

    /// <summary>A callback begins; the kit plays it when it is its turn.</summary>
    public void Call(long id, CallbackParams told) => _calls.Enqueue((id, told));

    /// <summary>A thread was spawned, or cloned.</summary>
    public void Start(string thread) => control.Start(thread, () =>
    {
        try
        {
            Run(thread);
        }
        catch (Exception e)
        {
            if (!over.IsCancellationRequested)
            {
                failed(e);
            }
        }
    });

    /// <summary>Lets a context go on until its call has returned, or its body is over.</summary>
    public void Run(string context)
    {
        while (true)
        {
            over.ThrowIfCancellationRequested();
            var step = Next(context);
            Apply(step);
            while (_made.Count == 0 && _told.TryDequeue(out var tell)) // Only a list's last step tells: it is the kit's turn then.
            {
                tell();
            }

            switch (step.At)
            {
                case WireWords.AtPoint:
                    control.Pause(context, step.Point ?? "?");
                    break;
                case WireWords.AtBlocked:
                    control.Block(context, () => step.Waits ?? "for what it does not say");
                    break;
                case WireWords.AtTold:
                    break;
                case WireWords.AtCallback:
                    Play(context);
                    break;
                case WireWords.AtReturned or WireWords.AtOver:
                    return;
                default:
                    throw connection.Broke("the answer to go", $"'{context}' is at '{step.At}'", "one of " + string.Join(", ", WireWords.Of(Vocabulary.Halt)));
            }
        }
    }

    /// <summary>What an answer says that was done to others.</summary>
    public void Apply(Effects effects)
    {
        foreach (var thread in effects.Started ?? [])
        {
            Start(thread);
        }

        foreach (var name in effects.Reads ?? [])
        {
            control.Touch(control.Variable(name), isWrite: false);
        }

        foreach (var name in effects.Writes ?? [])
        {
            control.Touch(control.Variable(name), isWrite: true);
        }

        foreach (var context in effects.Ready ?? [])
        {
            control.Ready(context);
        }
    }

    private void Play(string context)
    {
        if (!_calls.TryDequeue(out var call) || !string.Equals(call.Told.Context, context, StringComparison.Ordinal))
        {
            throw connection.Broke("the answer to go", $"'{context}' is at a callback", $"a callback request of {context} before it");
        }

        play(call.Id, call.Told);
    }

    private StepMade Next(string context)
    {
        if (_made.Count == 0)
        {
            var answer = connection.Ask<GoParams, GoResult>("go", new GoParams { Choices = Choices(context) }, over);
            foreach (var made in answer.Steps)
            {
                _made.Enqueue(made);
            }
        }

        if (!_made.TryDequeue(out var step) || !string.Equals(step.Context, context, StringComparison.Ordinal))
        {
            throw connection.Broke("the answer to go", step is null ? "no step" : $"a step of '{step.Context}'", $"a step of '{context}', which was chosen, and {SameSteps}");
        }

        _record.Add(new Turn(context, control.Chosen, _isAfterTheKit, step.At is not (WireWords.AtPoint or WireWords.AtBlocked)));
        _isAfterTheKit = false;
        return step;
    }

    /// <summary>The context, and who is known to follow it without the kit in between.</summary>
    private ImmutableArray<string> Choices(string context)
    {
        if (_record.Count == 0)
        {
            (_before, control.Kept) = (control.Kept as TurnRecord, _record);
        }

        if (_before?.Has(_record.Count, context, control.Chosen) is not true)
        {
            _before = null;
        }

        return _before?.From(_record.Count, control.Repeated) is { Length: > 0 } ahead ? ahead : [context];
    }
}
