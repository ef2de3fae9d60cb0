using System.Collections.Immutable;
using System.Globalization;
using Utrace.Spec.Loading.Grammar;
using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Makes engines of nodes.</summary>
internal sealed class EngineReader(
    StepReader steps, IReadOnlyDictionary<string, EngineIdentity> identities, IReadOnlySet<string> kernelThreads, DefectList defects)
{
    private static readonly ImmutableArray<Callback> AllCallbacks = [.. Enum.GetValues<Callback>()];

    /// <summary>Thread, table and data of every engine, the defaults put in; a thread that cannot be told is reported.</summary>
    public static Dictionary<string, EngineIdentity> Identities(YamlMap document, NameTable names, DefectList defects)
    {
        var all = new Dictionary<string, EngineIdentity>(StringComparer.Ordinal);
        var threads = names.Of(NameKind.Thread);
        foreach (var (key, value) in document["engines"].Entries())
        {
            var thread = names.Use(value.At("thread"), NameKind.Thread);
            if (value is YamlMap && value.At("thread") is null && threads.Count > 1)
            {
                defects.Add(key.Mark, $"the engine '{key.Value}' names no thread, and there are several", Prose.OneOf(threads));
            }

            if (value.At("ops").Text() is "none")
            {
                defects.Add(value.At("ops")!.Mark, "the name 'none' stands for no table, in attach only", "another name");
            }

            all.TryAdd(key.Value, new EngineIdentity(
                thread ?? threads.FirstOrDefault() ?? "", value.At("ops").Text() ?? $"ops-{key.Value}", value.At("data").Text() ?? $"data-{key.Value}"));
        }

        return all;
    }

    /// <summary>One engine.</summary>
    public EngineSpec Read(YamlScalar key, YamlNode node)
    {
        var identity = identities[key.Value];
        var attached = node.At("attached").Flag() ?? true;
        var table = node.At("callbacks") is YamlList list
            ? [.. list.Texts().Select(w => (Ok: Words.TryParse(w, out Callback c), Callback: c)).Where(p => p.Ok).Select(p => p.Callback).Distinct()]
            : AllCallbacks;
        if (!attached && node.At("events") is { } given)
        {
            defects.Add(((YamlMap)node).Find("events")!.Key.Mark, "'events' of an engine that is not attached at the start", "attached: true, or set_events after attach");
        }
        else if (attached && kernelThreads.Contains(identity.Thread))
        {
            defects.Add(key.Mark, $"the engine '{key.Value}' cannot be attached at the start: '{identity.Thread}' is a kernel thread", "attached: false");
        }

        foreach (var item in node.At("events").Items())
        {
            if (Words.TryParse(item.Text() ?? "", out UtraceEvents e) && EventTable.Missing(e, table) is { } missing)
            {
                defects.Add(item.Mark, $"the engine '{key.Value}' asks for {item.Text()} without a callback for it", missing + " among its callbacks");
            }
        }

        return new EngineSpec(
            key.Value, identity.Thread, identity.Ops, identity.Data, attached,
            CallReader.ReadEvents(node.At("events")), table, ReadRules(key.Value, node.At("on"), table));
    }

    private ImmutableArray<CallbackRule> ReadRules(string engine, YamlNode? list, ImmutableArray<Callback> table)
    {
        var rules = ImmutableArray.CreateBuilder<CallbackRule>();
        foreach (var node in list.Items())
        {
            if (node is not YamlMap map || !Words.TryParse(map["callback"].Text() ?? "", out Callback callback))
            {
                steps.Read(node.At("do"), StepPlaces.Callback);
                continue;
            }

            var word = Words.Of(callback);
            if (!table.Contains(callback))
            {
                defects.Add(map["callback"]!.Mark, $"a rule for {word}, which the table of '{engine}' does not have", Prose.OneOf([.. table.Select(Words.Of)]));
            }

            var rule = new CallbackRule(
                callback, ReadEvent(map, callback), ReadOccurrence(map["occurrence"]), steps.Read(map["do"], StepPlaces.Callback),
                ReadReturn(map, callback), ReadCode(map, callback), map.Mark)
            {
                Signal = ReadSignal(map, callback),
                Disposition = ReadDisposition(map, callback),
            };
            var first = rules.FirstOrDefault(r => r.Callback == callback && r.Occurrences == OccurrenceRange.All && (r.Event is null || r.Event == rule.Event));
            if (first is not null)
            {
                defects.Add(map.Mark, FormattableString.Invariant($"this rule is never taken: the one at line {first.Source.Line} takes every such call"));
            }

            rules.Add(rule);
        }

        return rules.ToImmutable();
    }

    private UtraceEvents? ReadEvent(YamlMap map, Callback callback)
    {
        if (map["event"] is not { } node)
        {
            return null;
        }

        if (callback is not (Callback.Quiesce or Callback.Signal))
        {
            defects.Add(map.Find("event")!.Key.Mark, $"{Words.Of(callback)} has no event argument", "report_quiesce or report_signal");
            return null;
        }

        if (node.Text() is "0")
        {
            return UtraceEvents.None;
        }

        return Words.TryParse(node.Text() ?? "", out UtraceEvents e) ? e : null;
    }

    private OccurrenceRange ReadOccurrence(YamlNode? node)
    {
        if (node.Text() is not { } text)
        {
            return OccurrenceRange.All;
        }

        var ends = text.Split("..");
        if (!int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from))
        {
            return OccurrenceRange.All;
        }

        var to = ends.Length == 1 ? from : int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : int.MaxValue;
        if (to < from)
        {
            defects.Add(node!.Mark, FormattableString.Invariant($"the range {text} ends before it begins"), "n, \"n..\" or \"n..m\", counted from 1");
        }

        return new OccurrenceRange(from, to);
    }

    private ActionWord ReadReturn(YamlMap map, Callback callback)
    {
        if (map["return"].Text() is not { } text)
        {
            return new ActionWord(ResumeAction.Resume);
        }

        var node = map["return"]!;
        if (callback is Callback.Reap)
        {
            defects.Add(map.Find("return")!.Key.Mark, "report_reap has no result");
            return new ActionWord(ResumeAction.Resume);
        }

        var words = text.Split('|');
        if (!Words.TryParse(words[0], out ResumeAction action))
        {
            defects.AddUnknown(node.Mark, "action", words[0], Words.OfResumeActions);
            action = ResumeAction.Resume;
        }

        var bits = 0u;
        var kinds = 0;
        foreach (var word in words.Skip(1))
        {
            if (!ScenarioGrammar.ReturnBits.Contains(word, StringComparer.Ordinal))
            {
                defects.AddUnknown(node.Mark, "event bit", word, [.. ScenarioGrammar.ReturnBits]);
                continue;
            }

            var bit = EventTable.Bit(word);
            if (callback != (word is "ABORT" ? Callback.SyscallEntry : Callback.Signal))
            {
                defects.Add(node.Mark, $"{word} does not fit the result of {Words.Of(callback)}", $"it with {(word is "ABORT" ? "report_syscall_entry" : "report_signal")} only");
            }
            else if ((bits & bit) == bit || ((bit & 0xf0) != 0 && kinds++ > 0))
            {
                defects.Add(node.Mark, $"'{text}' names two event bits of one kind", callback is Callback.Signal ? "one of IGN, TERM, CORE, STOP and TSTP, and HOLD once" : "ABORT once");
            }

            bits |= bit;
        }

        return new ActionWord(action, bits);
    }

    private int? ReadCode(YamlMap map, Callback callback)
    {
        if (map["code"] is not null && callback is not Callback.Exit)
        {
            defects.Add(map.Find("code")!.Key.Mark, $"{Words.Of(callback)} writes no exit code", "report_exit");
        }

        return map["code"].Number();
    }

    private SignalNumber? ReadSignal(YamlMap map, Callback callback)
    {
        CheckOfSignal(map, "signal", callback, "no signal");
        return Words.TryParse(map["signal"].Text() ?? "", out SignalNumber signal) ? signal : null;
    }

    private Disposition? ReadDisposition(YamlMap map, Callback callback)
    {
        CheckOfSignal(map, "disposition", callback, "no return_ka");
        return Words.TryParse(map["disposition"].Text() ?? "", out Disposition disposition) ? disposition : null;
    }

    private void CheckOfSignal(YamlMap map, string key, Callback callback, string what)
    {
        if (map[key] is not null && callback is not Callback.Signal)
        {
            defects.Add(map.Find(key)!.Key.Mark, $"{Words.Of(callback)} writes {what}", "report_signal");
        }
    }
}
