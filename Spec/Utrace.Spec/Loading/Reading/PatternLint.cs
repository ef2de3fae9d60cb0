using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Logs;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Patterns that no line of a log can match: with a slip in a name a <c>never</c> would always hold. What stands before the first wildcard is read as a line.</summary>
internal sealed class PatternLint(NameTable names, IReadOnlyCollection<string> gates, DefectList defects)
{
    private static readonly IReadOnlyList<string> EverybodysVerbs = ["call", "ret", "begin", "end", "open", "probe"];

    private static readonly IReadOnlyList<string> ThreadVerbs = [.. EverybodysVerbs, "tick", "handler", "enter", "body", "abort", "interrupt", "fail", "done", "notify", "wake", "died"];

    private static readonly IReadOnlyList<string> ActorVerbs = [.. EverybodysVerbs, "settle", "saw"];

    /// <summary>Reports a pattern that cannot match.</summary>
    public void Check(YamlNode? node)
    {
        if (node.Text() is not { Length: > 0 } glob || (glob[0] is '*' or '?' && !glob.StartsWith("* ", StringComparison.Ordinal)))
        {
            return;
        }

        var anybody = glob[0] is '*';
        var wild = glob.AsSpan(anybody ? 2 : 0).IndexOfAny('*', '?');
        var cut = wild >= 0;
        var start = cut ? glob[..(wild + (anybody ? 2 : 0))] : glob;
        // A leading * is nobody, or anybody: the reading that gets further tells more.
        var misfit = Misfit(start, cut);
        if (misfit is not null && anybody)
        {
            misfit = Misfit("x" + start[1..], cut) is { } other ? (other.Column > misfit.Column ? other : misfit) : null;
        }

        if (misfit is not null)
        {
            Report(node!, misfit.Message, misfit.Expected, misfit.Suggestion);
            return;
        }

        CheckNames(node!, start, cut);
    }

    private static LineCursor? Misfit(string start, bool cut)
    {
        var cursor = new LineCursor(start);
        _ = LogLineReader.Read(cursor);
        return cursor.Failed && !(cut && cursor.Incomplete) ? cursor : null;
    }

    private void CheckNames(YamlNode node, string start, bool cut)
    {
        var words = start.Split(' ', 3);
        // The last word may go on behind the wildcard.
        var whole = words.Length - (cut ? 1 : 0);
        if (whole > 0 && words[0] is not "*" && !CheckContext(node, words, whole))
        {
            return;
        }

        if (words.Length < 3)
        {
            return;
        }

        var end = words[2].IndexOfAny(['(', ' ', '.', '=']);
        var head = end < 0 ? words[2] : words[2][..end];
        if (end < 0 && cut)
        {
            return;
        }

        switch (words[1])
        {
            case "begin" or "release":
                CheckName(node, head, NameKind.Engine);
                break;
            case "end":
                CheckName(node, head, words[2].Contains('=', StringComparison.Ordinal) && end >= 0 && words[2][end] is '=' ? NameKind.Thread : NameKind.Engine);
                break;
            case "probe" or "saw":
                CheckName(node, head, NameKind.Thread);
                break;
            case "open" or "wake" when !gates.Contains(head, StringComparer.Ordinal):
                Report(node, $"there is no gate '{head}'", gates.Count == 0 ? null : Prose.OneOf(gates), Nearest.Of(head, gates));
                break;
            case "call" or "ret":
                CheckArgument(node, head, words[2][(end + 1)..]);
                break;
        }
    }

    private bool CheckContext(YamlNode node, string[] words, int whole)
    {
        var thread = names.Has(words[0], NameKind.Thread);
        if (!thread && !names.Has(words[0], NameKind.Actor))
        {
            List<string> contexts = [.. names.Of(NameKind.Thread), .. names.Of(NameKind.Actor)];
            Report(node, $"there is no thread and no actor '{words[0]}'", Prose.OneOf([.. contexts, "*"]), Nearest.Of(words[0], contexts));
            return false;
        }

        var verbs = thread ? ThreadVerbs : ActorVerbs;
        if (whole > 1 && !verbs.Contains(words[1], StringComparer.Ordinal))
        {
            Report(node, $"'{words[1]}' is no line of {(thread ? "a thread" : "an actor")}", Prose.OneOf(verbs), null);
            return false;
        }

        return true;
    }

    private void CheckArgument(YamlNode node, string function, string arguments)
    {
        var end = arguments.IndexOfAny([',', ')']);
        if (end >= 0 && function is not "wake_up")
        {
            CheckName(node, arguments[(arguments.StartsWith("pid=", StringComparison.Ordinal) ? 4 : 0)..end], function switch
            {
                "attach" or "kill" or "reap" or "send" => NameKind.Thread,
                "interrupt" => NameKind.Actor,
                _ => NameKind.Engine,
            });
        }
    }

    private void CheckName(YamlNode node, string name, NameKind kind)
    {
        if (!names.Has(name, kind))
        {
            var valid = names.Of(kind);
            Report(node, $"there is no {NameTable.Word(kind)} '{name}'", valid.Count == 0 ? null : Prose.OneOf(valid), Nearest.Of(name, valid));
        }
    }

    private void Report(YamlNode node, string why, string? expected, string? suggestion) =>
        defects.Add(node.Mark, $"this pattern matches no line of a log: {why}", expected, suggestion);
}
