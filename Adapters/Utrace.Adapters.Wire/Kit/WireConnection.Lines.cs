using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Kit;

/// <summary>The lines of both directions.</summary>
internal sealed partial class WireConnection
{
    private void Read()
    {
        try
        {
            var reader = new LineReader(_transport.Input);
            while (Take(reader.Read(out var line), line))
            {
            }
        }
        catch (Exception e)
        {
            // Whatever an implementation sends, it ends a connection and never the kit.
            Fail(AdapterFailure.Contract, Said("a line that the kit stumbled over", $"{e.GetType().Name}: {e.Message}", "a line as in docs/protocol.md"));
        }
        finally
        {
            _ended.Set();
        }
    }

    /// <summary>Takes a line; false when there is nothing more to read.</summary>
    private bool Take(LineStatus status, ReadOnlyMemory<byte> line)
    {
        if (status is not (LineStatus.Line or LineStatus.TooLong))
        {
            _ended.Set();
            if (!IsOver())
            {
                var half = status is LineStatus.Half ? $"half a line, {Shown(line.Span)}, and then the end: " : "";
                Fail(
                    AdapterFailure.Crash,
                    FormattableString.Invariant($"the adapter died after its line {_lines} (the kit's last request: {_lastAsked}): {half}{_transport.DescribeEnd()}; ")
                    + "expected: it answers until the kit closes its input; do: run it by itself and send it the lines of --trace FILE");
            }

            return false;
        }

        _lines++;
        if (IsOver())
        {
            return false;
        }

        _options.Trace?.Write(_number, '<', line.Span);
        if (status is LineStatus.TooLong)
        {
            Fail(AdapterFailure.Contract, Said("a line without an end", Shown(line.Span), FormattableString.Invariant($"lines of {LineReader.MaxLineBytes} bytes at most")));
            return false;
        }

        if (Interlocked.Increment(ref _linesAtOnce) > _options.MaxLinesAtOnce)
        {
            Fail(AdapterFailure.Contract, Said("a flood", FormattableString.Invariant($"{_options.MaxLinesAtOnce} lines that no request asked for, the last {Shown(line.Span)}"), "a line when something happens"));
            return false;
        }

        try
        {
            Take(line);
            return true;
        }
        catch (WireFormException e)
        {
            Fail(AdapterFailure.Contract, Said(e.What, Shown(line.Span), e.Expected));
            return false;
        }
    }

    private void Take(ReadOnlyMemory<byte> line)
    {
        var message = Envelope.Of(line);
        switch (message.Kind)
        {
            case EnvelopeKind.Notification:
                var told = Known(message.Method, isRequest: false);
                if (_options.Validate)
                {
                    LineValidator.CheckRequest(told, line.Span, "implementation to kit");
                }

                var parameters = Body.Read(message.Content, told.Params, $"params of {told.Method}");
                Current()?.Told(told.Method, parameters);
                break;
            case EnvelopeKind.Request:
                var asked = Known(message.Method, isRequest: true);
                if (_options.Validate)
                {
                    LineValidator.CheckRequest(asked, line.Span, "implementation to kit");
                }

                var callback = Body.Read<CallbackParams>(message.Content, "params of callback");
                if (Current() is { } listener)
                {
                    if (!_callbacks.TryAdd(message.Id!.Value, 0))
                    {
                        throw new WireFormException(WireFormException.InvalidRequest, FormattableString.Invariant($"callback id {message.Id} is in use"), "an id of its own for every callback");
                    }

                    listener.Callback(message.Id.Value, callback);
                }

                break;
            default:
                TakeAnswer(message, line);
                break;
        }
    }

    private void TakeAnswer(Envelope message, ReadOnlyMemory<byte> line)
    {
        if (message.Id is not { } id)
        {
            throw new WireFormException(WireFormException.InvalidRequest, "the adapter could not read a line of the kit", "it reads JSON-RPC 2.0, a message a line");
        }

        if (!_asked.TryRemove(id, out var asked))
        {
            throw new WireFormException(WireFormException.InvalidRequest, FormattableString.Invariant($"an answer with id {id}, which the kit did not ask for, or which was answered before"), Open());
        }

        if (message.Kind is EnvelopeKind.Result)
        {
            if (_options.Validate)
            {
                LineValidator.CheckResult(asked.Message, line.Span, "implementation to kit");
            }

            _ = Body.Read(message.Content, asked.Message.Result!, $"the answer to {asked.Message.Method}");
        }
        else if (_options.Validate)
        {
            LineValidator.CheckError(line.Span, "implementation to kit");
        }

        if (string.Equals(asked.Message.Method, "reset", StringComparison.Ordinal))
        {
            Begin(asked.Scenario);
        }

        _rpc.Receive(line.Span);
    }

    /// <summary>A reset was answered: what is still open belongs to scenarios that are gone.</summary>
    private void Begin(int scenario)
    {
        foreach (var (id, open) in _asked)
        {
            if (open.Scenario < scenario)
            {
                _asked.TryRemove(id, out _);
            }
        }

        _callbacks.Clear();
        _live = scenario;
    }

    /// <summary>Who listens now; null between scenarios, when lines of the last one may still come.</summary>
    private IWireListener? Current()
    {
        lock (_sync)
        {
            return _live == _scenario ? _listener : null;
        }
    }

    private string Open() => _asked.IsEmpty
        ? "no answer, since none is due"
        : "an answer to one of " + string.Join(", ", _asked.ToArray().OrderBy(a => a.Key).Take(5).Select(a => FormattableString.Invariant($"{a.Key} ({a.Value.Message.Method})")));

    private static Message Known(string method, bool isRequest)
    {
        var message = MessageTable.Find(method);
        if (message is null || message.Sender is not Sender.Implementation)
        {
            throw new WireFormException(
                WireFormException.MethodNotFound,
                message is null ? $"there is no method '{method}'" : $"'{method}' is the kit's to ask",
                "one of " + string.Join(", ", MessageTable.All.Where(m => m.Sender is Sender.Implementation).Select(m => m.Method)));
        }

        return message.Result is null != isRequest
            ? message
            : throw new WireFormException(WireFormException.InvalidRequest, $"'{method}' {(isRequest ? "has" : "lacks")} an id", isRequest ? "a notification, which has none" : "a request, which has one");
    }

    private void Send(ReadOnlyMemory<byte> line)
    {
        var text = line[..^1];
        var message = Envelope.Of(text);
        if (message.Kind is EnvelopeKind.Request)
        {
            var asked = MessageTable.Find(message.Method)!;
            if (_options.Validate)
            {
                LineValidator.CheckRequest(asked, text.Span, "kit to implementation");
            }

            lock (_sync)
            {
                _asked[message.Id!.Value] = (asked, _scenario);
            }

            _lastAsked = FormattableString.Invariant($"{message.Id} {message.Method}");
        }
        else if (_options.Validate)
        {
            LineValidator.CheckResult(MessageTable.Find("callback")!, text.Span, "kit to implementation");
        }

        Volatile.Write(ref _linesAtOnce, 0);
        _options.Trace?.Write(_number, '>', text.Span);
        try
        {
            _transport.Output.Write(line.Span);
            _transport.Output.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It died, as its reader will say in a moment; or it only does not want to hear any more.
            if (!_ended.Wait(LastMoment) && !IsOver())
            {
                Fail(AdapterFailure.Contract, Said("the adapter closed its input but goes on", $"{e.Message}{_transport.LastWords}", "it reads until the kit closes its end"));
            }
        }
    }

    private bool IsOver()
    {
        lock (_sync)
        {
            return _isClosing || _fault is not null;
        }
    }
}
