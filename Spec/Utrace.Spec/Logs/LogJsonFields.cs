using System.Text.Json.Nodes;

namespace Utrace.Spec.Logs;

/// <summary>
/// The fields of an event's object: <c>call</c>, <c>ret</c>: call, thread, engine, flags, ops, data, events, action, target, pid, signal, group, gate, result;
/// <c>begin</c>, <c>end</c>: engine, callback, action, mask, original, code, signal, orig_ka, return_ka, kind, child, type, notify; the stages of an
/// activity: activity; <c>open</c>, <c>wake</c>: gate; <c>handler</c>: signal; <c>notify</c>: type;
/// <c>probe</c>, <c>saw</c>: thread, state; <c>release</c>: engine; the end of all: states. Absent where the line does not show it.
/// </summary>
internal static class LogJsonFields
{
    private static readonly IReadOnlyList<string> Arguments = ["action", "mask", "original", "code", "signal", "orig_ka", "return_ka", "kind", "child", "type", "notify"];

    /// <summary>The object of an event.</summary>
    public static JsonObject Of(LogEvent e)
    {
        var fields = new JsonObject { ["actor"] = e.Actor };
        switch (e)
        {
            case CallBegan began:
                fields["event"] = "call";
                AddCall(fields, began.Call);
                break;
            case CallReturned returned:
                fields["event"] = "ret";
                AddCall(fields, returned.Call);
                fields["result"] = returned.Result is { Errno: Errno.None, Handle: null } ? returned.Result.Value : returned.Result.ToString();
                break;
            case CallbackBegan began:
                fields["event"] = "begin";
                AddInvocation(fields, began.Invocation);
                break;
            case CallbackEnded ended:
                fields["event"] = "end";
                fields["engine"] = ended.Engine;
                fields["callback"] = Words.Of(ended.Callback);
                if (ended.Callback is not Callback.Reap)
                {
                    fields["action"] = Words.Of(ended.Result, ended.Callback);
                }

                break;
            case ActivityStaged staged:
                fields["event"] = staged.Stage.ToString().ToLowerInvariant();
                fields["activity"] = staged.What;
                break;
            case GateOpened opened:
                fields["event"] = "open";
                fields["gate"] = opened.Gate;
                break;
            case WokenUp woken:
                fields["event"] = "wake";
                fields["gate"] = woken.Gate;
                break;
            case HandlerRan ran:
                fields["event"] = "handler";
                fields["signal"] = Words.Of(ran.Signal);
                break;
            case ParentTold told:
                fields["event"] = "notify";
                fields["type"] = Words.Of(told.What);
                break;
            case Probed probed:
                fields["event"] = "probe";
                fields["thread"] = probed.Thread;
                fields["state"] = Words.Of(probed.State);
                break;
            case StateSeen seen:
                fields["event"] = "saw";
                fields["thread"] = seen.Thread;
                fields["state"] = Words.Of(seen.State);
                break;
            case Released released:
                fields["event"] = "release";
                fields["engine"] = released.Engine;
                break;
            case Ended ended:
                fields["event"] = "end";
                fields["states"] = new JsonObject(ended.States.States.Select(s => KeyValuePair.Create(s.Thread, (JsonNode?)Words.Of(s.State))));
                break;
            default:
                fields["event"] = e switch { Ticked => "tick", Died => "died", Settled => "settle", _ => throw new ArgumentOutOfRangeException(nameof(e), e, "no such event") };
                break;
        }

        return fields;
    }

    /// <summary>The canonical line that an object stands for; whatever is missing shows as <c>?</c>, which no line has.</summary>
    public static string ToLine(JsonObject fields)
    {
        var (actor, verb) = (Get(fields, "actor"), Get(fields, "event"));
        var rest = verb switch
        {
            "call" => Call(fields),
            "ret" => $"{Call(fields)} = {Get(fields, "result")}",
            "begin" => $"{Get(fields, "engine")}.{Get(fields, "callback")}({string.Join(", ", Arguments.Where(fields.ContainsKey).Select(k => Get(fields, k)))})",
            "end" when fields["states"] is JsonObject states => string.Join(' ', states.Select(s => $"{s.Key}={s.Value}")),
            "end" => $"{Get(fields, "engine")}.{Get(fields, "callback")}" + (fields.ContainsKey("action") ? $" = {Get(fields, "action")}" : ""),
            "open" or "wake" => Get(fields, "gate"),
            "handler" => Get(fields, "signal"),
            "notify" => Get(fields, "type"),
            "probe" or "saw" => $"{Get(fields, "thread")} = {Get(fields, "state")}",
            "release" => Get(fields, "engine"),
            "enter" or "body" or "abort" or "interrupt" or "fail" or "done" => Get(fields, "activity"),
            _ => "",
        };
        return rest.Length == 0 ? $"{actor} {verb}" : $"{actor} {verb} {rest}";
    }

    private static string Get(JsonObject fields, string key) => fields[key] is JsonValue value ? value.ToString() : "?";

    private static void AddCall(JsonObject fields, ApiCall call)
    {
        fields["call"] = Words.Of(call.Function);
        Add(fields, "thread", call.Thread);
        Add(fields, "engine", call.Engine);
        Add(fields, "target", call.Actor);
        Add(fields, "pid", call.Pid);
        Add(fields, "gate", call.Gate);
        switch (call.Function)
        {
            case ApiFunction.Attach:
                fields["flags"] = Words.Of(call.Flags);
                Add(fields, "ops", call.Ops);
                Add(fields, "data", call.Data);
                break;
            case ApiFunction.Send:
                fields["signal"] = Words.Of(call.Signal);
                if (call.ToGroup)
                {
                    fields["group"] = true;
                }

                break;
            case ApiFunction.SetEvents:
                fields["events"] = Words.Of(call.Events);
                break;
            case ApiFunction.Control:
                fields["action"] = Words.OfControl(call.Action);
                break;
        }
    }

    private static void AddInvocation(JsonObject fields, CallbackInvocation invocation)
    {
        fields["engine"] = invocation.Engine;
        fields["callback"] = Words.Of(invocation.Callback);
        if (invocation.Callback is not (Callback.Death or Callback.Reap))
        {
            fields["action"] = Words.Of(invocation.Action, invocation.Callback);
        }

        if (invocation.Callback is Callback.Quiesce or Callback.Signal)
        {
            fields["mask"] = Words.Of(invocation.Event);
            if (invocation is { Callback: Callback.Signal, Signal: not SignalNumber.None })
            {
                fields["signal"] = Words.Of(invocation.Signal);
                fields["orig_ka"] = invocation.Original is { } original ? Words.Of(original) : "none";
                fields["return_ka"] = Words.Of(invocation.Disposition);
            }
        }
        else if (invocation.Callback is Callback.Clone)
        {
            fields["kind"] = Words.Of(invocation.CloneKind);
            fields["child"] = invocation.Child;
        }
        else if (invocation.Callback is Callback.Jctl)
        {
            fields["type"] = Words.Of(invocation.Type);
            fields["notify"] = Words.Of(invocation.Notify);
        }
        else if (invocation.Callback is Callback.Exit)
        {
            fields["original"] = invocation.OriginalCode;
            fields["code"] = invocation.Code;
        }
    }

    private static void Add(JsonObject fields, string key, string? value)
    {
        if (value is not null)
        {
            fields[key] = value;
        }
    }

    private static string Call(JsonObject fields)
    {
        var function = Get(fields, "call");
        string Given(string name, string key) => fields.ContainsKey(key) ? $", {name}={Get(fields, key)}" : "";
        var pid = Given("pid", "pid");
        var arguments = function switch
        {
            "attach" => $"{(fields.ContainsKey("pid") ? $"pid={Get(fields, "pid")}" : Get(fields, "thread"))}, {Get(fields, "flags")}{Given("as", "engine")}{Given("ops", "ops")}{Given("data", "data")}",
            "set_events" => $"{Get(fields, "engine")}, {Get(fields, "events")}{pid}",
            "control" => $"{Get(fields, "engine")}, {Get(fields, "action")}{pid}",
            "barrier" => $"{Get(fields, "engine")}{pid}",
            "send" => $"{Get(fields, "thread")}, {Get(fields, "signal")}{(fields.ContainsKey("group") ? ", group" : "")}",
            "wake_up" => Get(fields, "gate"),
            "kill" or "reap" => Get(fields, "thread"),
            "interrupt" => Get(fields, "target"),
            _ => Get(fields, "engine"),
        };
        return $"{function}({arguments})";
    }
}
