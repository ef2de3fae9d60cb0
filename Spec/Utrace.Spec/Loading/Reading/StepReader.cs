using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Utrace.Spec.Loading.Grammar;
using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Makes steps of nodes, and reports names that nothing has. Shapes were checked before.</summary>
internal sealed class StepReader(NameTable names, GuaranteeUses guarantees, IReadOnlyDictionary<string, EngineIdentity> identities, DefectList defects)
{
    /// <summary>The steps of a list.</summary>
    public ImmutableArray<Step> Read(YamlNode? list, StepPlaces place)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        SourceMark? exit = null;
        foreach (var item in list.Items())
        {
            if (StepsSpec.Find(item) is not { } step || (step.Spec.Places & place) == 0)
            {
                continue;
            }

            if (exit is { } at)
            {
                defects.Add(item.Mark, FormattableString.Invariant($"'{step.Spec.Verb}' is never reached: the thread exits at line {at.Line}"));
            }

            steps.AddRange(Read(step, item.Mark, place));
            exit ??= step.Spec.Verb is "exit" or "exit_group" ? item.Mark : null;
        }

        return steps.ToImmutable();
    }

    private IEnumerable<Step> Read(StepNode step, SourceMark mark, StepPlaces place) => step.Spec.Verb switch
    {
        "tick" => Enumerable.Repeat<Step>(new TickActivity(mark), Math.Clamp(step.Value.Number() ?? 1, 1, 1000)),
        "exec" => [new ExecActivity(step.Value.At("fails").Flag() ?? false, mark)],
        "syscall" => [ReadSyscall(step.Value, mark)],
        "exit" or "exit_group" => [new ExitActivity(step.Value.Number() ?? 0, step.Spec.Verb is "exit_group", mark)],
        "open" => step.Value.Text() is { } gate ? [new OpenStep(gate, mark)] : [],
        "await" => ReadAwait(step.Value, mark, place),
        "settle" => [new SettleStep(mark)],
        "probe" => names.Use(step.Value, NameKind.Thread) is { } thread ? [new ProbeStep(thread, ReadExpect(step), mark)] : [],
        _ => ReadCall(step) is { } call ? [new CallStep(call, ReadExpect(step), mark)] : [],
    };

    private SyscallActivity ReadSyscall(YamlNode? value, SourceMark mark)
    {
        var sleep = value.At("sleep").Text() switch
        {
            "interruptible" => SleepKind.Interruptible,
            "uninterruptible" => SleepKind.Uninterruptible,
            _ => SleepKind.None,
        };
        var until = value.At("until");
        if (sleep is not SleepKind.None && until is null)
        {
            defects.Add(((YamlMap)value!).Find("sleep")!.Key.Mark, "'sleep' without 'until'", "the gate that ends the sleep");
        }
        else if (until is not null && sleep is SleepKind.None && value.At("sleep") is not YamlUnknown)
        {
            defects.Add(((YamlMap)value!).Find("until")!.Key.Mark, "'until' without 'sleep'", "sleep: interruptible or sleep: uninterruptible");
        }

        return new SyscallActivity(value.At("name").Text() ?? "call", sleep, until.Text(), mark);
    }

    private IEnumerable<Step> ReadAwait(YamlNode? value, SourceMark mark, StepPlaces place)
    {
        if (value is not YamlMap)
        {
            return value.Text() is { } gate ? [new AwaitStep(gate, mark)] : [];
        }

        if (place is not StepPlaces.Script)
        {
            defects.Add(value.Mark, $"{new StepsSpec(place).PlaceWords} cannot await a state", "a gate");
        }

        return names.Use(value.At("thread"), NameKind.Thread) is { } thread
            && Words.TryParse(value.At("state").Text() ?? "", out TraceeState state) ? [new AwaitStateStep(thread, state, mark)] : [];
    }

    private ApiCall? ReadCall(StepNode step)
    {
        var value = step.Value;
        switch (step.Spec.Verb)
        {
            case "attach":
                return ReadAttach(step);
            case "kill" or "reap":
                return names.Use(value, NameKind.Thread) is { } thread ? new ApiCall(FunctionOf(step), Thread: thread) : null;
            case "interrupt":
                return names.Use(value, NameKind.Actor) is { } actor ? new ApiCall(ApiFunction.Interrupt, Actor: actor) : null;
        }

        return names.Use(value is YamlMap ? value.At("engine") : value, NameKind.Engine) is { } engine
            ? new ApiCall(FunctionOf(step), Engine: engine, Events: ReadEvents(value.At("events")), Action: ReadAction(value.At("action")))
            : null;
    }

    private static ApiFunction FunctionOf(StepNode step) =>
        Words.TryParse(step.Spec.Verb, out ApiFunction function) ? function : throw new UnreachableException($"'{step.Spec.Verb}' is no call");

    private ApiCall? ReadAttach(StepNode step)
    {
        var value = step.Value;
        var flags = value.At("flags").Texts().Aggregate(AttachFlags.None, (all, word) => Words.TryParse(word, out AttachFlags f) ? all | f : all);
        var thread = names.Use(value.At("thread"), NameKind.Thread);
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
        if (own is not null && !string.Equals(own.Thread, thread, StringComparison.Ordinal))
        {
            defects.Add(value.At("thread")!.Mark, $"the engine '{engine}' is declared for the thread '{own.Thread}'", own.Thread);
        }

        var ops = value.At("ops").Text() ?? own?.Ops;
        return new ApiCall(
            ApiFunction.Attach, thread, create ? engine : null, flags, ops is "none" ? null : ops, value.At("data").Text() ?? own?.Data);
    }

    private ResultExpectation? ReadExpect(StepNode step)
    {
        if (step.Map?["expect"] is not { } expect)
        {
            return null;
        }

        IEnumerable<YamlNode> nodes = expect is YamlScalar ? [expect] : expect.Items();
        foreach (var node in nodes.OfType<YamlScalar>().Where(n => !n.IsNull))
        {
            CheckResult(node, step.Spec);
        }

        return new ResultExpectation(expect.Texts(), guarantees.Use(step.Map["because"]));
    }

    private void CheckResult(YamlScalar node, StepSpec spec)
    {
        IReadOnlyList<string> words = spec.Results switch
        {
            ResultWords.State => Words.OfTraceeStates,
            ResultWords.EngineOrErrno => [.. names.Of(NameKind.Engine), .. Words.OfErrnos],
            ResultWords.ZeroOrErrno => ["0", .. Words.OfErrnos],
            _ => ["a number", .. Words.OfErrnos],
        };
        var number = spec.Results is ResultWords.NumberOrErrno && int.TryParse(node.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        if (!number && !words.Contains(node.Value, StringComparer.Ordinal))
        {
            defects.AddUnknown(node.Mark, $"result of {spec.Verb}", node.Value, words);
        }
    }

    /// <summary>The mask of a list of events.</summary>
    public static UtraceEvents ReadEvents(YamlNode? list) => list.Texts()
        .Aggregate(UtraceEvents.None, (all, word) => Words.TryParse(word, out UtraceEvents e) ? all | e : all);

    private static uint ReadAction(YamlNode? node) =>
        Words.TryParse(node.Text() ?? "", out ResumeAction action) ? (uint)action
        : uint.TryParse(node.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>What attach takes from an engine's declaration.</summary>
internal sealed record EngineIdentity(string Thread, string Ops, string Data);
