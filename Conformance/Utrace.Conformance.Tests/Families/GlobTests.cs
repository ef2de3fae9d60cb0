using CsCheck;
using Utrace.Conformance.Families;

namespace Utrace.Conformance.Tests.Families;

public sealed class GlobTests
{
    [TestCase("stop/tick", "stop/tick", true)]
    [TestCase("stop/tick@RESUME", "stop/tick", true)]
    [TestCase("stop/*", "stop/tick", true)]
    [TestCase("st*", "stop/tick", true)]
    [TestCase("*tick", "attach/other", true)]
    [TestCase("stop/tick@R?SUME+*", "stop/tick", true)]
    [TestCase("stop/tick", "stop/tickle", true)]
    [TestCase("stop/tick", "stop/tack", false)]
    [TestCase("stop/*", "attach/other", false)]
    [TestCase("stop/tick@RESUME", "stop/tickle", false)]
    public void CanFitCaseOf_IsFalse_WhereTheWordsBeforeTheFirstWildcardForbidIt(string glob, string family, bool can) =>
        Assert.That(new Glob(glob).CanFitCaseOf(family), Is.EqualTo(can));

    /// <summary>A document that is passed over must not have had a case that was meant.</summary>
    [Test]
    public void CanFitCaseOf_WhereverACaseIsMeant()
    {
        var letters = Gen.Char["ab/*?@"];
        var names = Gen.Char["ab/"].Array[1, 4];
        var fits = 0;
        Gen.Select(letters.Array[0, 6], names, names).Sample(
            (glob, family, values) =>
            {
                var (pattern, id) = (new Glob(new string(glob)), new string(family));
                foreach (var caseId in (string[])[id, $"{id}@{new string(values)}"])
                {
                    if (pattern.FitsCase(caseId))
                    {
                        Interlocked.Increment(ref fits);
                        Assert.That(pattern.CanFitCaseOf(id), $"{pattern} means {caseId}");
                    }
                }
            },
            iter: 3_000);
        Assert.That(fits, Is.GreaterThan(100));
    }
}
