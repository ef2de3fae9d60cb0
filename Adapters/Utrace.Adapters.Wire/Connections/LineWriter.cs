using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Utrace.Adapters.Wire.Messages;

namespace Utrace.Adapters.Wire.Connections;

/// <summary>Writes whole lines, one at a time, in the order in which they are asked for. Thread-safe. Where the other end is gone, lines are lost.</summary>
internal sealed class LineWriter(Stream stream)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Lock _sync = new();
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private Utf8JsonWriter? _json;

    /// <summary>A request.</summary>
    public void Request<T>(long id, string method, T parameters) => Write(id, method, "params", parameters);

    /// <summary>A notification.</summary>
    public void Notification<T>(string method, T parameters) => Write(null, method, "params", parameters);

    /// <summary>An answer.</summary>
    public void Result<T>(long id, T result) => Write(id, null, "result", result);

    /// <summary>An answer that is an error.</summary>
    public void Error(long? id, int code, string message)
    {
        lock (_sync)
        {
            var json = Begin();
            if (id is { } number)
            {
                json.WriteNumber("id", number);
            }
            else
            {
                json.WriteNull("id");
            }

            json.WriteStartObject("error");
            json.WriteNumber("code", code);
            json.WriteString("message", message);
            json.WriteEndObject();
            End(json);
        }
    }

    private void Write<T>(long? id, string? method, string bodyName, T body)
    {
        lock (_sync)
        {
            var json = Begin();
            if (id is { } number)
            {
                json.WriteNumber("id", number);
            }

            if (method is not null)
            {
                json.WriteString("method", method);
            }

            json.WritePropertyName(bodyName);
            JsonSerializer.Serialize(json, body, (JsonTypeInfo<T>)WireJson.Line.GetTypeInfo(typeof(T)));
            End(json);
        }
    }

    private Utf8JsonWriter Begin()
    {
        _line.ResetWrittenCount();
        _json ??= new Utf8JsonWriter(_line, Relaxed);
        _json.Reset(_line);
        _json.WriteStartObject();
        _json.WriteString("jsonrpc"u8, "2.0"u8);
        return _json;
    }

    private void End(Utf8JsonWriter json)
    {
        json.WriteEndObject();
        json.Flush();
        _line.Write("\n"u8);
        try
        {
            stream.Write(_line.WrittenSpan);
            stream.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The reader of this end notices that the other one is gone.
        }
    }
}
