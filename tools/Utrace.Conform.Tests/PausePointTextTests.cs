using Utrace.Adapters;
using Utrace.Conform.Rendering;

namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class PausePointTextTests
{
    [Test]
    public void EveryPausePoint_HasWords() =>
        Assert.That(PausePoints.All.Where(p => PausePointText.Of(p) is null), Is.Empty);
}
