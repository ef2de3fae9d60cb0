using System.Collections.Immutable;
using System.Globalization;
using Utrace.Spec.Loading.Grammar;
using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Makes steps of nodes, and reports names that nothing has. Shapes were checked before.</summary>
internal sealed class StepReader(NameTable names, GuaranteeUses guarantees, CallReader calls, DefectList defects)
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
        "clone" => ReadClone(step, mark),
        "sigaction" => Words.TryParse(step.Value.At("signal").Text() ?? "", out SignalNumber signal)
            && Words.TryParse(step.Value.At("disposition").Text() ?? "", out Disposition disposition) ? [new SigactionActivity(signal, disposition, mark)] : [],
        "sigmask" => [new SigmaskActivity(ThreadReader.ReadMask(step.Value), mark)],
        "wait" => names.Use(step.Value, NameKind.Thread) is { } child ? [new WaitActivity(child, mark)] : [],
        "exit" or "exit_group" => [new ExitActivity(step.Value.Number() ?? 0, step.Spec.Verb is "exit_group", mark)],
        "open" => step.Value.Text() is { } gate ? [new OpenStep(gate, mark)] : [],
        "await" => ReadAwait(step.Value, mark, place),
        "settle" => [new SettleStep(mark)],
        "probe" => names.Use(step.Value, NameKind.Thread) is { } thread ? [new ProbeStep(thread, ReadExpect(step), mark)] : [],
        _ => calls.Read(step) is { } call ? [new CallStep(call, ReadExpect(step), mark)] : [],
    };

    private IEnumerable<Step> ReadClone(StepNode step, SourceMark mark)
    {
        var fails = step.Value is YamlMap && (step.Value.At("fails").Flag() ?? false);
        var named = step.Value is YamlMap ? step.Value.At("child") : step.Value;
        if (step.Value is YamlMap && fails == named is not null)
        {
            defects.Add(step.Verb.Mark, fails ? "a clone that fails names a child" : "a clone names no child", fails ? "'fails: true' alone" : "child: the thread that it makes");
        }

        // Whether it makes a thread or a process follows from the groups, once all threads are read.
        var vfork = step.Value is YamlMap && (step.Value.At("vfork").Flag() ?? false);
        var child = names.Use(named, NameKind.Thread);
        return child is null && !fails ? [] : [new CloneActivity(fails ? null : child, vfork ? CloneKind.Vfork : CloneKind.Fork, mark)];
    }

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
}
