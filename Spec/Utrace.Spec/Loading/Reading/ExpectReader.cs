using System.Collections.Immutable;
using Utrace.Spec.Loading.Yaml;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading.Reading;

/// <summary>Makes expectations of nodes.</summary>
internal sealed class ExpectReader(NameTable names, GuaranteeUses guarantees, PatternLint patternLint)
{
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
            patternLint.Check(node.At("match"));
            patternLint.Check(node.At("after"));
            patterns.Add(new EventExpectation(
                node.At("match").Text() ?? "", node.At("after").Text(), guarantees.Use(node.At("because")), node.Mark));
        }

        return patterns.ToImmutable();
    }
}
