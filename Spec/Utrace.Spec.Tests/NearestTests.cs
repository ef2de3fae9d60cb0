namespace Utrace.Spec.Tests;

public sealed class NearestTests
{
    [TestCase("STPO", "STOP")]
    [TestCase("stop", "STOP")]
    [TestCase("INTERUPT", "INTERRUPT")]
    [TestCase("SINGLE_STEP", "SINGLESTEP")]
    [TestCase("RESUMED", "RESUME")]
    [TestCase("HALT", null)]
    [TestCase("", null)]
    public void Of_ActionWords_GivesTheOneThatWasMeant(string word, string? expected) =>
        Assert.That(Nearest.Of(word, Words.OfResumeActions), Is.EqualTo(expected));

    [Test]
    public void Of_EquallyNear_GivesTheFirstInOrdinalOrder() =>
        Assert.That(Nearest.Of("gate-x", ["gate-b", "gate-a"]), Is.EqualTo("gate-a"));

    [TestCase("kitten", "sitting", 3)]
    [TestCase("tikc", "tick", 1)]
    [TestCase("", "abc", 3)]
    [TestCase("STOP", "stop", 0)]
    public void Distance_IsInsertionsDeletionsReplacementsAndSwaps(string a, string b, int distance) =>
        Assert.That(Nearest.Distance(a, b), Is.EqualTo(distance));
}
