using System.Diagnostics;
using System.Globalization;
using Utrace.Spec.Loading.Grammar;
using Utrace.Spec.Loading.Yaml;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Makes calls of nodes, the defaults of attach put in, and reports names that nothing has. Shapes were checked before.</summary>
internal sealed class CallReader(NameTable names, IReadOnlyDictionary<string, EngineIdentity> identities, DefectList defects)
{
    /// <summary>The call of a step; null where a name of it is not usable.</summary>
    public ApiCall? Read(StepNode step)
    {
        var value = step.Value;
        switch (step.Spec.Verb)
        {
            case "attach":
                return ReadAttach(step);
            case "kill" or "reap":
                return names.Use(value, NameKind.Thread) is { } thread ? new ApiCall(FunctionOf(step), Thread: thread) : null;
            case "send":
                return names.Use(value.At("thread"), NameKind.Thread) is { } target && Words.TryParse(value.At("signal").Text() ?? "", out SignalNumber signal)
                    ? new ApiCall(ApiFunction.Send, Thread: target, Signal: signal, ToGroup: value.At("group").Flag() ?? false)
                    : null;
            case "wake_up":
                return value.Text() is { } gate ? new ApiCall(ApiFunction.WakeUp, Gate: gate) : null;
            case "interrupt":
                return names.Use(value, NameKind.Actor) is { } actor ? new ApiCall(ApiFunction.Interrupt, Actor: actor) : null;
        }

        return names.Use(value is YamlMap ? value.At("engine") : value, NameKind.Engine) is { } engine
            ? new ApiCall(FunctionOf(step), Engine: engine, Events: ReadEvents(value.At("events")), Action: ReadAction(value.At("action")), Pid: names.Use(value.At("pid"), NameKind.Thread))
            : null;
    }

    private static ApiFunction FunctionOf(StepNode step) =>
        Words.TryParse(step.Spec.Verb, out ApiFunction function) ? function : throw new UnreachableException($"'{step.Spec.Verb}' is no call");

    private ApiCall? ReadAttach(StepNode step)
    {
        var value = step.Value;
        var flags = value.At("flags").Texts().Aggregate(AttachFlags.None, (all, word) => Words.TryParse(word, out AttachFlags f) ? all | f : all);
        var byPid = value.At("pid") is not null;
        if (value is YamlMap map && byPid == value.At("thread") is not null)
        {
            defects.Add(
                byPid ? map.Find("pid")!.Key.Mark : step.Verb.Mark, byPid ? "attach names a thread and a pid" : "attach names neither a thread nor a pid", "one of 'thread' and 'pid'");
        }

        var thread = names.Use(value.At(byPid ? "pid" : "thread"), NameKind.Thread);
        var engine = names.Use(value.At("engine"), NameKind.Engine);
        var create = (flags & AttachFlags.Create) != 0;
        if (create && value is YamlMap && value.At("engine") is null)
        {
            defects.Add(step.Verb.Mark, "attach with CREATE names no engine", "engine: the engine that comes to be");
        }
        else if (!create && value.At("engine") is not null && value.At("flags") is not YamlUnknown)
        {
            defects.Add(((YamlMap)value!).Find("engine")!.Key.Mark, "a look-up names an engine", "flags with CREATE, or ops and data to match");
        }

        foreach (var (flag, key) in new[] { (AttachFlags.MatchOps, "ops"), (AttachFlags.MatchData, "data") })
        {
            if (!create && (flags & flag) != 0 && value.At(key) is null)
            {
                defects.Add(step.Verb.Mark, $"a look-up with {Words.Of(flag)} gives no '{key}'", $"{key}: the identity to match");
            }
        }

        if (thread is null || (create && engine is null))
        {
            return null;
        }

        var own = create && identities.TryGetValue(engine!, out var identity) ? identity : null;
        if (own is not null && !byPid && !string.Equals(own.Thread, thread, StringComparison.Ordinal))
        {
            defects.Add(value.At("thread")!.Mark, $"the engine '{engine}' is declared for the thread '{own.Thread}'", own.Thread);
        }

        var ops = value.At("ops").Text() ?? own?.Ops;
        return new ApiCall(
            ApiFunction.Attach, byPid ? null : thread, create ? engine : null, flags, ops is "none" ? null : ops, value.At("data").Text() ?? own?.Data,
            Pid: byPid ? thread : null);
    }

    /// <summary>The mask of a list of events.</summary>
    public static UtraceEvents ReadEvents(YamlNode? list) => list.Texts()
        .Aggregate(UtraceEvents.None, (all, word) => Words.TryParse(word, out UtraceEvents e) ? all | e : all);

    private static uint ReadAction(YamlNode? node) =>
        Words.TryParseControl(node.Text() ?? "", out var action) ? action
        : uint.TryParse(node.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>What attach takes from an engine's declaration.</summary>
internal sealed record EngineIdentity(string Thread, string Ops, string Data);
