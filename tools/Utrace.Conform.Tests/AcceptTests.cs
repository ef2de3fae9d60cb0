namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class AcceptTests : ConformTest
{
    private const string Verified = "fixtures/scenarios/stop/tick.verified.txt";
    private const string Received = "fixtures/scenarios/stop/tick.received.txt";

    [Test]
    public void Accept_Changed_ShowsTheDifferenceAndMoves()
    {
        Repository.Write(Verified, "1\n2\n3\n4\nold\n6\n7\n8\n9\n");
        Repository.Write(Received, "1\n2\n3\n4\nnew\n6\n7\n8\n9\n");
        var result = Run("accept", "tick");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Out, Is.EqualTo("""
                stop/tick (changed)
                  ...
                  3
                  4
                - old
                + new
                  6
                  7
                  ...
                accept: 1 snapshot
                """.ReplaceLineEndings("\n")));
            Assert.That(File.ReadAllText(Path.Combine(Repository.Root, Verified)), Does.Contain("new"));
            Assert.That(File.Exists(Path.Combine(Repository.Root, Received)), Is.False);
        }
    }

    [Test]
    public void Accept_New_ShowsAllOfIt()
    {
        Repository.Write(Received, "a\nb");
        var result = Run("accept");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Out, Is.EqualTo("stop/tick (new)\n+ a\n+ b\naccept: 1 snapshot"));
            Assert.That(File.Exists(Path.Combine(Repository.Root, Verified)), Is.True);
        }
    }

    [Test]
    public void Accept_Nothing_IsFine() => Assert.That(Run("accept").Out, Is.EqualTo("accept: 0 snapshots"));

    [Test]
    public void Accept_InContinuousIntegration_Refuses()
    {
        Repository.Write(Received, "a");
        RunWith(new(StringComparer.Ordinal) { ["CI"] = "true" }, "accept").IsError(64, """
            error: accept does not run in continuous integration
              where:    CI=true
              expected: somebody who reads the difference
              do:       accept on your own machine and commit the verified files
            """);
        Assert.That(File.Exists(Path.Combine(Repository.Root, Received)), Is.True);
    }

    [Test]
    public void Accept_UnknownCase_NamesWhatWasReceived()
    {
        Repository.Write(Received, "a");
        Run("accept", "stop/tock").IsError(64, """
            error: nothing was received for 'stop/tock'; did you mean 'stop/tick'?
              where:    CASE
              expected: one of stop/tick
              do:       run 'dotnet test Utrace.sln', then accept what you have read
            """);
    }
}
