using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Utrace.Adapters.Wire.Connections;

namespace Utrace.Adapters.Smoke;

/// <summary>
/// A bare connection to an adapter: lines out, lines in. It knows the protocol's envelope and nothing else, so that a check can also send what no kit would.
/// One thread asks; another one reads.
/// </summary>
internal sealed class SmokeConnection : IDisposable
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IWireTransport _transport;
    private readonly TimeSpan _deadline;
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _news = new();
    private readonly List<JsonObject> _lines = [];
    private string? _end;
    private long _lastId;

    /// <summary>Starts or reaches the adapter.</summary>
    /// <exception cref="AdapterException">That failed.</exception>
    public SmokeConnection(WireEndpoint endpoint, TimeSpan deadline)
    {
        _transport = endpoint.Connect();
        _deadline = deadline;
        new Thread(Read, 256 * 1024) { IsBackground = true, Name = "smoke" }.Start();
    }

    /// <summary>How long an answer may take, when nothing has to happen first.</summary>
    public TimeSpan Deadline => _deadline;

    /// <summary>How many lines have come; a position for <see cref="Since"/>.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _lines.Count;
            }
        }
    }

    /// <summary>Whether it can still be used.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_gate)
            {
                return _end is null;
            }
        }
    }

    /// <summary>Sends a request; its id.</summary>
    public long Send(string method, JsonObject parameters)
    {
        var id = ++_lastId;
        SendLine(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString(Plain));
        return id;
    }

    /// <summary>Sends bytes of a line as they are.</summary>
    public void SendLine(string line)
    {
        try
        {
            _transport.Output.Write(Encoding.UTF8.GetBytes(line + "\n"));
            _transport.Output.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The reader says what became of the other end.
        }
    }

    /// <summary>Answers a callback.</summary>
    public void Return(long callback, int action, int? exitCode = null)
    {
        var result = new JsonObject { ["action"] = action };
        if (exitCode is { } code)
        {
            result["exitCode"] = code;
        }

        SendLine(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = callback, ["result"] = result }.ToJsonString(Plain));
    }

    /// <summary>Closes the kit's end of the stream; whether the other end closed its own in time.</summary>
    public bool HangUp(TimeSpan patience)
    {
        _transport.Output.Dispose();
        return WaitFor(_ => false, patience) is null && !IsOpen;
    }

    /// <summary>The lines that came from a position on.</summary>
    public IReadOnlyList<JsonObject> Since(int position)
    {
        lock (_gate)
        {
            return [.. _lines.Skip(position)];
        }
    }

    /// <summary>The first line that fits, among those that came and those that come within the time; null: none.</summary>
    public JsonObject? WaitFor(Func<JsonObject, bool> fits, TimeSpan patience, int from = 0)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            lock (_gate)
            {
                for (; from < _lines.Count; from++)
                {
                    if (fits(_lines[from]))
                    {
                        return _lines[from];
                    }
                }

                if (_end is not null)
                {
                    return null;
                }

                _news.Reset();
            }

            var left = until - Environment.TickCount64;
            if (left <= 0 || !_news.Wait((int)left) && Environment.TickCount64 >= until)
            {
                return null;
            }
        }
    }

    /// <summary>Why nothing came: silence, or the end of the stream with the other end's last words.</summary>
    public string Silence(TimeSpan patience)
    {
        lock (_gate)
        {
            return _end ?? FormattableString.Invariant($"nothing within {patience.TotalMilliseconds:0} ms{_transport.LastWords}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Kill();

    private void Read()
    {
        using var reader = new StreamReader(_transport.Input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        var end = "";
        var line = "";
        try
        {
            while (reader.ReadLine() is { } next)
            {
                line = next;
                if (JsonNode.Parse(line) is not JsonObject message)
                {
                    end = $"a line that is no JSON object: {Short(line)}";
                    break;
                }

                lock (_gate)
                {
                    _lines.Add(message);
                    _news.Set();
                }
            }
        }
        catch (JsonException e)
        {
            end = $"a line that is no JSON: {Short(line)} ({e.Message})";
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or DecoderFallbackException)
        {
            end = e is DecoderFallbackException ? "bytes that are no UTF-8" : "";
        }

        end = end.Length > 0 ? end : "the stream ended: " + _transport.DescribeEnd();
        lock (_gate)
        {
            _end = end;
            _news.Set();
        }
    }

    /// <summary>As much of a line as a message can hold.</summary>
    public static string Short(string line) => line.Length <= 160 ? line : line[..157] + "...";
}
