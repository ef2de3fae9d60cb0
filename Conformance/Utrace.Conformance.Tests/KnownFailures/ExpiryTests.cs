using Utrace.Conformance.KnownFailures;

namespace Utrace.Conformance.Tests.KnownFailures;

public sealed class ExpiryTests
{
    [TestCase("2027-03-31", "2027-03-31", false)]
    [TestCase("2027-03-31", "2027-04-01", true)]
    [TestCase("kit 0.2", "2099-01-01", false)]
    [TestCase("kit 0.1.9", "2026-01-01", true)]
    public void IsOver_AfterTheDayOrWithTheVersion(string text, string today, bool over) =>
        Assert.That(Expiry.Parse(text)!.IsOver(Expiry.ParseDay(today)!.Value, new Version(0, 1, 10)), Is.EqualTo(over));

    [TestCase("never")]
    [TestCase("2027-02-29")]
    [TestCase("2027-3-1")]
    [TestCase("kit")]
    [TestCase("kit new")]
    public void Parse_SomethingElse_IsNull(string text) => Assert.That(Expiry.Parse(text), Is.Null);

    [TestCase("1.2", "1.2.0", 0)]
    [TestCase("1.10", "1.9.9", 1)]
    [TestCase("v2.0-rc1", "2.0.0", 0)]
    public void Versions_AreNumbers(string a, string b, int sign) => Assert.That(Math.Sign(Versions.Parse(a)!.CompareTo(Versions.Parse(b))), Is.EqualTo(sign));
}
