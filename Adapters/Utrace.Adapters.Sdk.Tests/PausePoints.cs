namespace Utrace.Adapters.Sdk.Tests;

/// <summary>A toy with the lost resume in its narrow form, under control.</summary>
internal static class PausePoints
{
    private const string OneEngine = "resume/lost-resume-one-engine@quiesce";

    /// <summary>It is found at T2, blamed, shown at its window, and the line that is printed shows it again; the toy without the fault passes the same schedules.</summary>
    public static void AssertCaught(string toy)
    {
        var (code, text, error) = CommandLine.Run("run", OneEngine, "--tier", "T2", "--adapter", $"{toy} --lost-resume-narrow");
        Assert.That(code, Is.EqualTo(1), text + error);
        Assert.That(text, Does.Contain("window      T at N4-S1: ").And.EndsWith("broken: RESUME-03, STOP-13; seed 1"));

        var replay = text.Split('\n').Single(l => l.StartsWith("utrace-conform replay ", StringComparison.Ordinal));
        var (again, shown, why) = CommandLine.Run("replay", replay, "--times", "5");
        Assert.That(again, Is.EqualTo(1), shown + why);
        Assert.That(shown, Does.EndWith("replay: reproduced 5 of 5, breaks RESUME-03, STOP-13"));

        var (right, verdict, _) = CommandLine.Run("run", OneEngine, "--tier", "T2", "--schedules", "200", "--adapter", toy);
        Assert.That(right, Is.Zero, verdict);
    }
}
