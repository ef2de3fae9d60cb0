using System.Text.Json.Nodes;

namespace Utrace.Adapters.Smoke;

/// <summary>What checks say and expect, in the protocol's words. Whatever else comes ends the check.</summary>
internal sealed class SmokeTalk(SmokeConnection connection, IReadOnlySet<string> capabilities)
{
    private const int NotThere = -32001;

    /// <summary>What the adapter claims.</summary>
    public IReadOnlySet<string> Capabilities => capabilities;

    /// <summary>The lines themselves.</summary>
    public SmokeConnection Connection => connection;

    /// <summary>Asks, and waits for the answer.</summary>
    public JsonObject Ask(string method, params ReadOnlySpan<(string Key, JsonNode? Value)> members) =>
        ResultOf(connection.Send(method, Body(members)), method);

    /// <summary>Asks something that may take its time.</summary>
    public long Begin(string method, params ReadOnlySpan<(string Key, JsonNode? Value)> members) => connection.Send(method, Body(members));

    /// <summary>The result of an answer.</summary>
    public JsonObject ResultOf(long id, string method)
    {
        var answer = AnswerTo(id, method);
        if (answer["error"] is JsonObject error)
        {
            var code = error["code"]?.GetValue<int>();
            throw code == NotThere
                ? new SmokeException(SmokeStatus.Missing, $"{error["message"]} ({code})", "a result", "write it; until then the cases that need it are adapter errors")
                : new SmokeException(SmokeStatus.Failed, $"{method} was answered with error {code}: {error["message"]}", "a result", "answer it: docs/protocol.md says what it does");
        }

        return answer["result"] as JsonObject ?? throw new SmokeException(SmokeStatus.Failed, SmokeConnection.Short(answer.ToJsonString()), "a result that is an object", "answer {} where there is nothing to say");
    }

    /// <summary>Asks what is wrong, and expects one of these errors.</summary>
    public string Refused(string method, ReadOnlySpan<int> codes, params ReadOnlySpan<(string Key, JsonNode? Value)> members)
    {
        var answer = AnswerTo(connection.Send(method, Body(members)), method);
        return ExpectError(answer, codes);
    }

    /// <summary>Expects an error with one of these codes, with a message.</summary>
    public static string ExpectError(JsonObject answer, ReadOnlySpan<int> codes)
    {
        var expected = "error " + string.Join(" or ", codes.ToArray());
        if (answer["error"] is not JsonObject error)
        {
            throw new SmokeException(SmokeStatus.Failed, SmokeConnection.Short(answer.ToJsonString()), expected, "check what comes in before you use it");
        }

        var code = error["code"]?.GetValue<int>() ?? 0;
        var message = error["message"]?.ToString() ?? "";
        return !codes.Contains(code) ? throw new SmokeException(SmokeStatus.Failed, $"error {code}: {message}", expected, "the codes and their meaning are in docs/protocol.md, Errors")
            : message.Length == 0 ? throw new SmokeException(SmokeStatus.Failed, $"error {code} without a message", $"{expected} with a message for people", "say what is wrong")
            : $"error {code}: {message}";
    }

    /// <summary>Waits for a request or notification of the adapter.</summary>
    public JsonObject Next(string method, int from, Func<JsonObject, bool>? fits = null)
    {
        var line = connection.WaitFor(m => IsMethod(m, method) && (fits is null || fits(m["params"]!.AsObject())), connection.Deadline, from);
        return line ?? throw new SmokeException(SmokeStatus.Failed, connection.Silence(connection.Deadline), method, "docs/semantics.md says when it is due");
    }

    /// <summary>Whether a line has the method.</summary>
    public static bool IsMethod(JsonObject line, string method) => string.Equals((string?)line["method"], method, StringComparison.Ordinal);

    /// <summary>Whether a line answers the request.</summary>
    public static bool IsAnswer(JsonObject line, long id) => line["method"] is null && line["id"] is JsonValue value && value.TryGetValue<long>(out var number) && number == id;

    /// <summary>A member of a result, as expected.</summary>
    public static string Expect(JsonObject result, string member, params ReadOnlySpan<string> values)
    {
        var value = result[member] is { } node ? node.ToJsonString().Trim('"') : "nothing";
        return values.Contains(value) ? value
            : throw new SmokeException(SmokeStatus.Failed, $"{member}: {value}", $"{member}: {string.Join(" or ", values.ToArray())}", "docs/protocol.md, Messages, says what the member means");
    }

    /// <summary>A scenario begins.</summary>
    public JsonObject Reset(bool control = false) => control ? Ask("reset", ("seed", 1), ("control", true)) : Ask("reset", ("seed", 1));

    /// <summary>A thread alone in its group.</summary>
    public void Spawn(string thread) => Ask("spawn", ("thread", thread), ("group", thread));

    /// <summary>An engine is declared and attached, with an empty mask.</summary>
    public void Attach(string engine, string thread)
    {
        Declare(engine, thread);
        Expect(Ask("call", ("context", "setup"), ("function", "attach"), ("thread", thread), ("engine", engine), ("flags", 16), ("ops", "ops-" + engine), ("data", "data-" + engine)), "errno", "0");
    }

    /// <summary>An engine is declared.</summary>
    public void Declare(string engine, string thread) => Ask(
        "declare", ("engine", engine), ("thread", thread), ("ops", "ops-" + engine), ("data", "data-" + engine),
        ("callbacks", new JsonArray("report_quiesce", "report_exec", "report_death", "report_reap")));

    /// <summary>A call that returns at once; its errno.</summary>
    public string Call(string function, params ReadOnlySpan<(string Key, JsonNode? Value)> members) => (string)Ask("call", [("context", "D"), ("function", function), .. members])["errno"]!;

    /// <summary>Lets the thread come into report_quiesce of the engine, and answers the callback's id. The callback is held.</summary>
    public long HoldCallback(string engine)
    {
        var from = connection.Count;
        Call("set_events", ("engine", engine), ("events", 1));
        Call("control", ("engine", engine), ("action", 2));
        var callback = Next("callback", from, p => string.Equals((string?)p["engine"], engine, StringComparison.Ordinal));
        return callback["id"]!.GetValue<long>();
    }

    /// <summary>Settles, and expects it to be so.</summary>
    public JsonObject Settle()
    {
        var result = ResultOf(Begin("settle", ("milliseconds", (int)connection.Deadline.TotalMilliseconds)), "settle");
        Expect(result, "settled", "true");
        return result;
    }

    private JsonObject AnswerTo(long id, string method) =>
        connection.WaitFor(m => IsAnswer(m, id), connection.Deadline * 2)
        ?? throw new SmokeException(SmokeStatus.Failed, $"{method} was not answered: {connection.Silence(connection.Deadline * 2)}", "exactly one answer", "answer every request, and let nothing stop the reader");

    private static JsonObject Body(ReadOnlySpan<(string Key, JsonNode? Value)> members)
    {
        var body = new JsonObject();
        foreach (var (key, value) in members)
        {
            body[key] = value;
        }

        return body;
    }
}
