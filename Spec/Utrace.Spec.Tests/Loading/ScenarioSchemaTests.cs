using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;
using Utrace.Spec.Loading;

namespace Utrace.Spec.Tests.Loading;

public sealed class ScenarioSchemaTests
{
    [Test]
    public void Generate_IsWhatIsCheckedIn() =>
        Accept.AssertIs(Path.Combine(Fixtures.Repository, "schema", "scenario.schema.json"), ScenarioSchema.Generate());

    [Test]
    public void Generate_EveryKey_HasADescription()
    {
        var bare = Properties(JsonNode.Parse(ScenarioSchema.Generate())!).Where(p => p.Value?["description"] is null).Select(p => p.Key);
        Assert.That(bare, Is.Empty);
    }

    [Test]
    public void Documentation_NamesEveryKey()
    {
        var page = File.ReadAllText(Path.Combine(Fixtures.Repository, "docs", "scenario-language.md"));
        var keys = Properties(JsonNode.Parse(ScenarioSchema.Generate())!).Select(p => p.Key).Distinct(StringComparer.Ordinal).ToList();
        Assert.That(keys, Has.Count.AtLeast(50));
        Assert.That(keys.Where(k => !Regex.IsMatch(page, $@"\b{k}:|- {k}\b", RegexOptions.None, TimeSpan.FromSeconds(1))), Is.Empty);
    }

    [Test]
    public async Task Schema_AcceptsEveryScenarioThatTheLoaderAccepts()
    {
        var schema = await LoadAsync();
        var texts = Directory.EnumerateFiles(Fixtures.Scenarios, "*.yaml", SearchOption.AllDirectories)
            .Select(f => (Name: f, Text: File.ReadAllText(f)))
            .Append((Name: "seed", Text: Documents.Seed))
            .Where(t => ScenarioLoader.LoadText(t.Text, t.Name, null).Defects.IsEmpty);
        Assert.Multiple(() =>
        {
            foreach (var (name, text) in texts)
            {
                Assert.That(schema.Validate(YamlJson.Of(text)).Select(e => e.ToString()), Is.Empty, name);
            }
        });
    }

    [TestCase("return: STOP", "retrun: STOP")]
    [TestCase("- settle", "- setle")]
    [TestCase("action: STOP", "action: STPO")]
    [TestCase("tick: 2", "tick: 0")]
    [TestCase("title:", "titel:")]
    [TestCase("await: go", "settle")]
    [TestCase("guarantees: [RESUME-03, STOP-13]", "guarantees: []")]
    public async Task Schema_BadDocument_Refuses(string right, string wrong)
    {
        var schema = await LoadAsync();
        var bad = Documents.Seed.Replace(right, wrong, StringComparison.Ordinal);
        Assert.That(bad, Is.Not.EqualTo(Documents.Seed));
        Assert.That(schema.Validate(YamlJson.Of(bad)), Is.Not.Empty);
    }

    // NJsonSchema reads the older word for $defs only.
    private static Task<JsonSchema> LoadAsync() =>
        JsonSchema.FromJsonAsync(ScenarioSchema.Generate().Replace("$defs", "definitions", StringComparison.Ordinal));

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Properties(JsonNode node) => node switch
    {
        JsonObject o => (o["properties"] as JsonObject ?? []).Concat(o.Where(p => p.Value is not null).SelectMany(p => Properties(p.Value!))),
        JsonArray a => a.SelectMany(i => Properties(i!)),
        _ => [],
    };
}
