using NJsonSchema;
using Utrace.Conformance.KnownFailures;
using Utrace.Spec.Tests;

namespace Utrace.Conformance.Tests.KnownFailures;

/// <summary>What an editor is told by the schema is what the kit says, as far as a schema can.</summary>
public sealed class ExpectationSchemaTests
{
    /// <summary>No YAML, or more than JSON can say.</summary>
    private static readonly string[] NoDocument = ["duplicate-key", "empty-document", "not-yaml", "two-documents"];

    /// <summary>What is wrong is in the relation of values, or in what they name.</summary>
    private static readonly string[] BeyondASchema = ["blames-that-do-not-fit", "cases-and-guarantees", "unknown-guarantees"];

    private static string Folder => Path.Combine(Fixtures.Bad, "expectations");

    public static IEnumerable<TestCaseData> Wrong => Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal)
        .Select(f => Path.GetFileNameWithoutExtension(f)).Except([.. NoDocument, .. BeyondASchema], StringComparer.Ordinal).Select(n => new TestCaseData(n).SetArgDisplayNames(n));

    [TestCaseSource(nameof(Wrong))]
    public async Task AWrongFile_IsRefused(string name)
    {
        var schema = await LoadAsync();
        Assert.That(schema.Validate(YamlJson.Of(File.ReadAllText(Path.Combine(Folder, name + ".yaml")))), Is.Not.Empty);
    }

    [Test]
    public async Task TheFileOfTheManual_IsAccepted()
    {
        var page = File.ReadAllText(Path.Combine(Fixtures.Repository, "docs", "expectations.md"));
        var start = page.IndexOf("```yaml\n", StringComparison.Ordinal) + 8;
        var text = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        Assert.That(ExpectationLoader.Load(text, "manual.yaml").Defects, Is.Empty);
        Assert.That((await LoadAsync()).Validate(YamlJson.Of(text)).Select(e => e.ToString()), Is.Empty);
    }

    [TestCase("entries: []", true)]
    [TestCase("entries:\n  - { cases: [stop/tick, 'resume/*'], failure: { verdict: crash, blames: [STOP-01], shape: NullReferenceException }, reason: r, link: 'https://x.example', expires: kit 0.3.0 }", true)]
    [TestCase("entries:\n  - { cases: stop/tick, failure: { verdict: crash, blames: [STOP-01], shape: s }, reason: r, link: 'https://x.example' }", false)]
    [TestCase("entries:\n  - { cases: stop/tick, failure: { verdict: pass, blames: [], shape: s }, reason: r, link: 'https://x.example', expires: 2027-03-31 }", false)]
    [TestCase("entries: []\nextra: 1", false)]
    public async Task SchemaAndLoader_Agree(string entries, bool isRight)
    {
        var text = $"schema: 1\nadapter: mine\n{entries}\n";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExpectationLoader.Load(text, "k.yaml").Defects.IsEmpty, Is.EqualTo(isRight));
            Assert.That((await LoadAsync()).Validate(YamlJson.Of(text)).Count == 0, Is.EqualTo(isRight));
        }
    }

    // NJsonSchema reads the older word for $defs only.
    private static Task<JsonSchema> LoadAsync() => JsonSchema.FromJsonAsync(ExpectationSchema.Generate().Replace("$defs", "definitions", StringComparison.Ordinal));
}
