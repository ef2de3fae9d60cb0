using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Tests.Loading;

/// <summary>The documents on the page of the scenario language are documents.</summary>
public sealed class LanguagePageTests
{
    private static string Page => File.ReadAllText(Path.Combine(Fixtures.Repository, "docs", "scenario-language.md"));

    [Test]
    public void TheWholeKernel_Loads()
    {
        var (scenarios, defects) = Load();
        Assert.That(defects, Is.Empty);
        Assert.Multiple(() =>
        {
            var scenario = scenarios.Single();
            Assert.That(scenario.Threads.Where(t => t.IsCloned).Select(t => t.Name), Is.EqualTo(new[] { "C", "V" }));
            Assert.That(scenario.Threads.Single(t => t.Name is "C").Parent, Is.EqualTo("P"));
            Assert.That(scenario.Threads.Single(t => t.Name is "P").Program.OfType<CloneActivity>().Select(c => c.Kind), Is.EqualTo(new[] { CloneKind.Vfork, CloneKind.Fork, CloneKind.Fork }));
            Assert.That(scenario.Engines[0].On[0].Signal, Is.EqualTo(SignalNumber.SIGUSR2));
            Assert.That(scenario.Actors[0].Script.OfType<CallStep>().Select(c => c.Call.ToString()), Does.Contain("control(F, STICKY_STOP, pid=X)"));
        });
    }

    [Test]
    public void TheWholeKernel_NeedsEveryAreaThatItUses()
    {
        foreach (var area in new[] { "signals", "jctl", "clone", "vfork", "exec-mt", "parent", "pid", "step-hardware", "proposed" })
        {
            var (_, defects) = Load(area);
            Assert.That(defects.Select(d => d.ToString()), Has.Some.Contains($"needs the capability '{area}'"), area);
        }
    }

    private static LoadResult Load(string? without = null)
    {
        var start = Page.IndexOf("id: whole/kernel", StringComparison.Ordinal);
        var block = Page[Page.LastIndexOf("```yaml\n", start, StringComparison.Ordinal)..][8..];
        var text = block[..block.IndexOf("```", StringComparison.Ordinal)];
        var line = text.Split('\n').Single(l => l.StartsWith("needs:", StringComparison.Ordinal));
        return ScenarioLoader.LoadText(
            without is null ? text : text.Replace(line, line.Replace($", {without},", ",", StringComparison.Ordinal).Replace($", {without}]", "]", StringComparison.Ordinal), StringComparison.Ordinal),
            "page.yaml",
            "whole/kernel");
    }
}
