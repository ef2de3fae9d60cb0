using System.Collections.Immutable;
using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Makes expectations of nodes, and reports patterns that no line of a log can match.</summary>
internal sealed class ExpectReader(NameTable names, GuaranteeUses guarantees, DefectList defects)
{
    private static readonly IReadOnlyList<string> Verbs =
    [
        "call", "ret", "begin", "end", "tick", "enter", "body", "abort", "interrupt", "fail", "done", "died", "release", "open", "settle", "probe", "saw",
    ];

    /// <summary>The expectations.</summary>
    public Expectations Read(YamlNode? node) => node is null
        ? Expectations.None
        : new Expectations(ReadFinal(node.At("final")), ReadPatterns(node.At("always")), ReadPatterns(node.At("never")), ReadPatterns(node.At("sometimes")));

    private ImmutableArray<FinalExpectation> ReadFinal(YamlNode? node)
    {
        var final = ImmutableArray.CreateBuilder<FinalExpectation>();
        foreach (var (key, value) in node.Entries())
        {
            var states = (value is YamlMap ? value.At("states") : value).Texts()
                .Select(w => (Ok: Words.TryParse(w, out TraceeState s), State: s)).Where(p => p.Ok).Select(p => p.State);
            if (names.Use(key, NameKind.Thread) is { } thread)
            {
                final.Add(new FinalExpectation(thread, [.. states], guarantees.Use(value.At("because")), key.Mark));
            }
        }

        return final.ToImmutable();
    }

    private ImmutableArray<EventExpectation> ReadPatterns(YamlNode? list)
    {
        var patterns = ImmutableArray.CreateBuilder<EventExpectation>();
        foreach (var node in list.Items())
        {
            CheckGlob(node.At("match"));
            CheckGlob(node.At("after"));
            patterns.Add(new EventExpectation(
                node.At("match").Text() ?? "", node.At("after").Text(), guarantees.Use(node.At("because")), node.Mark));
        }

        return patterns.ToImmutable();
    }

    // A pattern with a slip in a name matches nothing, and a `never` of it would always hold.
    private void CheckGlob(YamlNode? node)
    {
        if (node.Text() is not { } glob)
        {
            return;
        }

        var words = glob.Split(' ', 3);
        IReadOnlyList<string> contexts = [.. names.Of(NameKind.Thread), .. names.Of(NameKind.Actor), "*"];
        if (words[0] is not "*" && IsWild(words[0]))
        {
            return;
        }

        if (!contexts.Contains(words[0], StringComparer.Ordinal))
        {
            Report(node!, "who", words[0], contexts);
        }
        else if (words.Length == 1)
        {
            if (words[0] is not "*")
            {
                defects.Add(node!.Mark, $"no line of a log is '{glob}'", "who, then what: T tick");
            }
        }
        else if (!IsWild(words[1]) && !Verbs.Contains(words[1], StringComparer.Ordinal))
        {
            Report(node!, "what", words[1], Verbs);
        }
        else if (words.Length == 3)
        {
            CheckRest(node!, words[1], words[2]);
        }
    }

    private void CheckRest(YamlNode node, string verb, string rest)
    {
        var head = rest.Split('(', ' ')[0];
        if (IsWild(head))
        {
            return;
        }

        switch (verb)
        {
            case "call" or "ret" when !Words.OfFunctions.Contains(head, StringComparer.Ordinal):
                Report(node, "call", head, Words.OfFunctions);
                break;
            case "begin" or "end":
                var parts = head.Split('.', 2);
                if (!names.Has(parts[0], NameKind.Engine))
                {
                    Report(node, "engine", parts[0], names.Of(NameKind.Engine));
                }
                else if (parts.Length == 1 || !Words.OfCallbacks.Contains(parts[1], StringComparer.Ordinal))
                {
                    Report(node, "callback", parts.ElementAtOrDefault(1) ?? "", Words.OfCallbacks);
                }

                break;
            case "release" when !names.Has(head, NameKind.Engine):
                Report(node, "engine", head, names.Of(NameKind.Engine));
                break;
            case "probe" or "saw" when !names.Has(head, NameKind.Thread):
                Report(node, "thread", head, names.Of(NameKind.Thread));
                break;
        }
    }

    private void Report(YamlNode node, string what, string word, IReadOnlyCollection<string> valid) =>
        defects.Add(node.Mark, $"this pattern matches no line of a log: {what} is '{word}'", valid.Count == 0 ? null : Prose.OneOf(valid), Nearest.Of(word, valid));

    private static bool IsWild(string text) => text.Contains('*', StringComparison.Ordinal) || text.Contains('?', StringComparison.Ordinal);
}
