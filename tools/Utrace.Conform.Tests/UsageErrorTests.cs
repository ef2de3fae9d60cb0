namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class UsageErrorTests : ConformTest
{
    [Test]
    public void Verb_Missing_NamesTheVerbs()
    {
        var result = Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(64));
            Assert.That(result.Error, Does.StartWith("error: say what to do\n  where:    utrace-conform\n  expected: one of "));
        }
    }

    [Test]
    public void Verb_Unknown_NamesTheNearest()
    {
        var result = Run("explian", "STOP-13");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(64));
            Assert.That(result.Error, Does.StartWith("error: unknown word 'explian'; did you mean 'explain'?\n"));
            Assert.That(result.Error, Does.EndWith("\n  do:       run 'utrace-conform --help'"));
        }
    }

    [Test]
    public void Option_Unknown_NamesTheNearestAndAll() => Run("list", "scenarios", "--jsn").IsError(64, """
        error: unknown option '--jsn'; did you mean '--json'?
          where:    utrace-conform list scenarios
          expected: one of --help, --json, --root
          do:       run 'utrace-conform list scenarios --help'
        """);

    [Test]
    public void Argument_Missing_SaysWhich() => Run("explain").IsError(64, """
        error: 'explain' needs GUARANTEE
          where:    utrace-conform explain
          expected: <GUARANTEE>: Its id, like STOP-13
          do:       run 'utrace-conform explain --help'
        """);

    [Test]
    public void Argument_TooMany_SaysWhich() => Run("explain", "STOP-13", "STOP-12").IsError(64, """
        error: 'STOP-12' is one argument too many
          where:    utrace-conform explain
          expected: <GUARANTEE>: Its id, like STOP-13
          do:       run 'utrace-conform explain --help'
        """);

    [Test]
    public void Guarantee_Unknown_NamesTheNearest() => Run("explain", "STOPP-13").IsError(64, """
        error: unknown guarantee 'STOPP-13'; did you mean 'STOP-13'?
          where:    GUARANTEE
          expected: one of the 263 ids of the catalogue, like STOP-13
          do:       utrace-conform list guarantees shows them all
        """);

    [Test]
    public void Scenario_Unknown_ListsNearMatches() => Run("show", "resume/after-barier-held").IsError(64, """
        error: no scenario matches 'resume/after-barier-held'
          where:    SCENARIO
          expected: the id of one of the 3 cases, or a glob over them (* any run of characters, ? one)
          do:       did you mean resume/after-barrier-held?
        """);

    [Test]
    public void Scenario_Ambiguous_ListsTheCases() => Run("show", "resume/*").IsError(64, """
        error: 'resume/*' means 2 cases
          where:    SCENARIO
          expected: one case
          do:       name one of resume/after-barrier-held@DETACH, resume/after-barrier-held@RESUME
        """);

    [Test]
    public void Schema_Unknown_NamesTheNearest()
    {
        var result = Run("schema", "lnt");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(64));
            Assert.That(result.Error, Does.StartWith("error: unknown schema 'lnt'; did you mean 'lint'?\n  where:    NAME\n  expected: one of "));
        }
    }

    [Test]
    public void Root_WithoutScenarios_SaysWhatARootIs() => Run("list", "scenarios", "--root", "fixtures").IsError(64, """
        error: 'fixtures' holds no scenarios
          where:    --root
          expected: a directory with fixtures/scenarios in it
          do:       name the root of the repository, the directory with Utrace.sln
        """);

    [Test]
    public void Option_WithoutValue_SaysSo()
    {
        var result = Run("list", "scenarios", "--root");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(64));
            Assert.That(result.Error, Does.StartWith("error: option '--root' needs a value\n"));
        }
    }
}
