using System.Runtime.InteropServices;
using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Messages;
using Utrace.Spec;

namespace Utrace.Adapters.Wire.Serving;

/// <summary>Serves an implementation over a stream, as docs/protocol.md says. One connection; whatever comes in, it goes on until the input ends.</summary>
/// <param name="adapter">The implementation.</param>
/// <param name="input">What the kit sends.</param>
/// <param name="output">What the kit gets.</param>
public sealed class WireServer(IAdapter adapter, Stream input, Stream output) : IDisposable
{
    private readonly LineReader _reader = new(input);
    private readonly LineWriter _writer = new(output);
    private ServedKit? _kit;
    private ServedSession? _session;
    private bool _isIntroduced;
    private long _lastId;

    /// <summary>Serves; returns when the input ends.</summary>
    public void Run()
    {
        while (true)
        {
            switch (_reader.Read(out var line))
            {
                case LineStatus.Line:
                    Take(line);
                    break;
                case LineStatus.TooLong:
                    _writer.Error(null, WireFormException.InvalidRequest, FormattableString.Invariant($"a line is longer than {LineReader.MaxLineBytes} bytes"));
                    return;
                default:
                    return;
            }
        }
    }

    /// <summary>Gives up the scenario that is open.</summary>
    public void Dispose() => _session?.Close();

    /// <summary>Answers with the error that an exception stands for.</summary>
    internal static void AnswerError(LineWriter writer, long? id, Exception e) => writer.Error(
        id,
        e switch
        {
            WireFormException form => form.Code,
            NotSupportedException => WireFormException.Unsupported,
            _ => WireFormException.Broken,
        },
        e is WireFormException or NotSupportedException ? e.Message : $"{e.GetType().Name}: {e.Message}");

    private void Take(ReadOnlyMemory<byte> line)
    {
        Envelope message = default;
        try
        {
            message = Envelope.Of(line);
            switch (message.Kind)
            {
                case EnvelopeKind.Request:
                    Take(message.Id!.Value, message.Method, message.Content);
                    break;
                case EnvelopeKind.Result:
                    var answer = Body.Read<CallbackResult>(message.Content, "the answer to callback");
                    _kit?.Return(message.Id!.Value, Mapping.ToReply(answer));
                    break;
                case EnvelopeKind.Error:
                    // The kit answers no callback with an error; were it to, the callback could only go on.
                    _kit?.Return(message.Id ?? 0, new CallbackReply(new ActionWord(ResumeAction.Resume)));
                    break;
                default:
                    break; // The kit sends no notifications; later versions may, and they ask for nothing.
            }
        }
        catch (Exception e)
        {
            AnswerError(_writer, message.Kind is EnvelopeKind.Request ? message.Id : null, e);
        }
    }

    private void Take(long id, string method, ReadOnlyMemory<byte> body)
    {
        if (_isIntroduced == string.Equals(method, "hello", StringComparison.Ordinal))
        {
            throw new WireFormException(WireFormException.WrongState, $"'{method}' came {(_isIntroduced ? "again" : "first")}", "hello first, and only once");
        }

        switch (method)
        {
            case "hello":
                Introduce(id, Body.Read<HelloParams>(body, "params of hello"));
                break;
            case "reset":
                Reset(id, Body.Read<ResetParams>(body, "params of reset"));
                break;
            default:
                (_session ?? throw new WireFormException(WireFormException.WrongState, $"'{method}' came before reset", "reset first: a scenario begins with it"))
                    .Take(id, method, body);
                break;
        }
    }

    private void Introduce(long id, HelloParams hello)
    {
        if (hello.ProtocolMin > MessageTable.Version || hello.ProtocolMax < MessageTable.Version)
        {
            throw new WireFormException(
                WireFormException.NoVersion,
                FormattableString.Invariant($"the kit speaks the versions {hello.ProtocolMin} to {hello.ProtocolMax} of the protocol"),
                FormattableString.Invariant($"a range with version {MessageTable.Version} in it"));
        }

        var identity = adapter.Identity;
        _isIntroduced = true;
        _writer.Result(id, new HelloResult
        {
            Protocol = MessageTable.Version,
            Name = identity.Name,
            Version = identity.Version,
            Language = identity.Language,
            Os = RuntimeInformation.OSDescription,
            Api = identity.ApiVersion,
            Capabilities = [.. identity.Capabilities],
            Tier = identity.Tier.ToString(),
        });
    }

    private void Reset(long id, ResetParams reset)
    {
        var unreleased = _session?.Close() ?? 0;
        if (reset.Control is true && adapter is not IPausableAdapter { Identity.Tier: ControlTier.T2 })
        {
            throw new WireFormException(WireFormException.Unsupported, $"{adapter.Identity.Name} has no pause points", "\"control\" only where the tier is T2");
        }

        var control = reset.Control is true ? new ServedControl(_writer) : null;
        _kit = new ServedKit(_writer, () => Interlocked.Increment(ref _lastId), control);
        _session = new ServedSession(adapter, _writer, _kit, reset.Seed, control);
        _writer.Result(id, new ResetResult { Unreleased = unreleased });
    }
}
