using Utrace.Spec.Loading;

namespace Utrace.Spec.Tests.Loading;

/// <summary>Every bundled scenario loads without a defect: <c>dotnet test Spec/Utrace.Spec.Tests --filter FixtureLint</c>.</summary>
public sealed class FixtureLint
{
    // Loading nothing must not pass; raise it as scenarios come.
    private const int Floor = 4996;

    [Test]
    public void BundledScenarios_HaveNoDefect()
    {
        var result = ScenarioLoader.LoadDirectory(Fixtures.Scenarios);
        Assert.Multiple(() =>
        {
            Assert.That(result.Defects, Is.Empty, string.Join('\n', result.Defects.Prepend(null)));
            Assert.That(result.Scenarios, Has.Length.AtLeast(Floor));
        });
    }
}
