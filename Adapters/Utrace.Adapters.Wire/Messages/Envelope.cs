using System.Text.Json;
using System.Text.Unicode;

namespace Utrace.Adapters.Wire.Messages;

/// <summary>What a line is.</summary>
internal enum EnvelopeKind
{
    Request,
    Notification,
    Result,
    Error,
}

/// <summary>A line taken apart, its body not looked at yet.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The id; null for a notification, and for an error about a line that could not be read.</param>
/// <param name="Method">The method of a request or notification; empty else.</param>
/// <param name="Content">params, result or error, as text; valid as long as the line.</param>
internal readonly record struct Envelope(EnvelopeKind Kind, long? Id, string Method, ReadOnlyMemory<byte> Content)
{
    private static readonly ReadOnlyMemory<byte> EmptyObject = "{}"u8.ToArray();

    /// <summary>Takes a line apart.</summary>
    /// <exception cref="WireFormException">It is not a message of JSON-RPC 2.0.</exception>
    public static Envelope Of(ReadOnlyMemory<byte> line)
    {
        if (!Utf8.IsValid(line.Span))
        {
            throw new WireFormException(WireFormException.ParseError, "the line is not UTF-8", "UTF-8 without a byte order mark");
        }

        try
        {
            return Read(line);
        }
        catch (JsonException e)
        {
            throw new WireFormException(
                WireFormException.ParseError,
                FormattableString.Invariant($"the line is no JSON (byte {e.BytePositionInLine + 1 ?? 1})"),
                "one JSON object, and nothing but protocol lines on this stream");
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new WireFormException(WireFormException.InvalidRequest, "a member of the message has the wrong type", "\"id\" an integer from 1, \"method\" and \"jsonrpc\" strings");
        }
    }

    private static Envelope Read(ReadOnlyMemory<byte> line)
    {
        var reader = new Utf8JsonReader(line.Span);
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            throw new WireFormException(WireFormException.InvalidRequest, "the line is no JSON object", "one object a line, no batches");
        }

        long? id = null;
        string? method = null;
        ReadOnlyMemory<byte>? parameters = null, result = null, error = null;
        var (hasId, isVersion2) = (false, false);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                hasId = true;
                id = reader.TokenType is JsonTokenType.Null ? null : reader.GetInt64();
            }
            else if (reader.ValueTextEquals("method"u8))
            {
                reader.Read();
                method = reader.GetString();
            }
            else if (reader.ValueTextEquals("jsonrpc"u8))
            {
                reader.Read();
                isVersion2 = reader.ValueTextEquals("2.0"u8);
            }
            else if (reader.ValueTextEquals("params"u8))
            {
                parameters = ContentOf(line, ref reader);
            }
            else if (reader.ValueTextEquals("result"u8))
            {
                result = ContentOf(line, ref reader);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                error = ContentOf(line, ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        while (reader.Read())
        {
            // Whatever stands behind the object is an error of its own, which Read reports.
        }

        return !isVersion2 ? throw new WireFormException(WireFormException.InvalidRequest, "\"jsonrpc\" is missing or not \"2.0\"", "JSON-RPC 2.0")
            : id is < 1 ? throw new WireFormException(WireFormException.InvalidRequest, FormattableString.Invariant($"the id is {id}"), "an integer from 1")
            : method is not null ? new(hasId ? EnvelopeKind.Request : EnvelopeKind.Notification, hasId ? id ?? throw NoId() : null, method, parameters ?? EmptyObject)
            : result is { } answer && error is null ? new(EnvelopeKind.Result, id ?? throw NoId(), "", answer)
            : error is { } failure && result is null ? new(EnvelopeKind.Error, id, "", failure)
            : throw new WireFormException(WireFormException.InvalidRequest, "neither \"method\" nor one of \"result\" and \"error\"", "a request, a notification or an answer");
    }

    private static WireFormException NoId() => new(WireFormException.InvalidRequest, "the id is missing or null", "the integer of the request");

    private static ReadOnlyMemory<byte> ContentOf(ReadOnlyMemory<byte> line, ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return line[start..(int)reader.BytesConsumed];
    }
}
