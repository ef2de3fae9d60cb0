using System.Text.Json.Nodes;
using Utrace.Conform.Cli;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Conform.Documents;

/// <summary>The JSON Schema of a line of an event log in JSON Lines; the words come from the vocabulary.</summary>
internal static class LogSchema
{
    private static readonly string[] HeaderKeys = ["scenario", "hash", "adapter", "tier", "seed"];

    private static readonly string[] Texts =
        ["thread", "engine", "flags", "ops", "data", "events", "action", "target", "pid", "mask", "activity", "gate", "child"];

    /// <summary>The text.</summary>
    public static string Text()
    {
        var properties = new JsonObject
        {
            ["actor"] = Of("string", "Who did it: an actor, a thread, or * where it does not matter"),
            ["event"] = Words("What happened", ["call", "ret", "begin", "end", "tick", "handler", "notify", "wake", "died", "open", "settle", "probe", "saw", "release", .. Enum.GetNames<ActivityStage>().Select(n => n.ToLowerInvariant())]),
            ["call"] = Words("Which function", Spec.Words.OfFunctions),
            ["callback"] = Words("Which callback", Spec.Words.OfCallbacks),
            ["state"] = Words("A thread's state", Spec.Words.OfTraceeStates),
            ["result"] = new JsonObject { ["type"] = new JsonArray("string", "integer"), ["description"] = "What a call returned: an error code, an engine's name, or a number" },
            ["original"] = Of("integer", "report_exit: the original code"),
            ["code"] = Of("integer", "report_exit: the code as earlier engines left it"),
            ["signal"] = Words("send, handler; report_signal: the signal in info", Spec.Words.OfSignals),
            ["group"] = Of("boolean", "send: to the whole group"),
            ["orig_ka"] = Words("report_signal: the disposition before any engine intervened", [.. Spec.Words.OfDispositions, "none"]),
            ["return_ka"] = Words("report_signal: the disposition as earlier engines left it", Spec.Words.OfDispositions),
            ["kind"] = Words("report_clone: what was made", Spec.Words.OfCloneKinds),
            ["type"] = Words("report_jctl: the change; notify: what the parent is told", [.. Spec.Words.OfJctlTypes.Skip(1)]),
            ["notify"] = Words("report_jctl: what the parent is going to be told, 0 for nothing", Spec.Words.OfJctlTypes),
            ["states"] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "The end: every thread's state",
                ["additionalProperties"] = Words("A state", Spec.Words.OfTraceeStates),
            },
        };
        foreach (var name in Texts)
        {
            properties[name] = new JsonObject { ["type"] = "string" };
        }

        var line = new JsonObject { ["type"] = "object", ["required"] = new JsonArray("actor", "event"), ["properties"] = properties };
        var header = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "The first line",
            ["properties"] = new JsonObject(HeaderKeys.Select(k => KeyValuePair.Create(k, (JsonNode?)new JsonObject { ["type"] = "string" }))),
            ["not"] = new JsonObject { ["required"] = new JsonArray("event") },
        };
        var cut = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "The last line of a log that was cut off",
            ["required"] = new JsonArray("cut"),
            ["properties"] = new JsonObject { ["cut"] = new JsonObject { ["const"] = true } },
        };
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "One line of an event log (JSON Lines); docs/event-log.md says which keys come with which event",
            ["anyOf"] = new JsonArray(line, cut, header),
        }.ToJsonString(Json.Options);
    }

    private static JsonObject Of(string type, string description) => new() { ["type"] = type, ["description"] = description };

    private static JsonObject Words(string description, IEnumerable<string> words) => new()
    {
        ["type"] = "string",
        ["description"] = description,
        ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]),
    };
}
