namespace Utrace.Adapters.Sdk.Tests;

[TestFixture]
public sealed class ToyTests
{
    private const string RaceOf2010 = "resume/lost-resume@RESUME+entry";

    private static readonly string[] Areas =
    [
        "attach", "barrier", "death", "detach", "examine", "exec", "exit", "idiom", "interrupt", "kill", "quiesce", "race", "reap", "ref", "report", "resume", "setevents", "signal", "step", "stop", "syscall",
    ];

    private string _toy = "";

    [OneTimeSetUp]
    public void Build()
    {
        Shell.Need("gcc");
        _toy = Shell.Compile("toy", Shell.ToyFiles);
    }

    [Test]
    public void Toy_EveryArea_IsConformant()
    {
        var (code, text, error) = CommandLine.Run(["run", "--adapter", $"exec:{_toy}", "--validate", .. Areas.Select(a => a + "/*")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("\nverdict: conformant, "), error);
            Assert.That(code, Is.Zero);
        }
    }

    [Test]
    public void Toy_ManyPairs_AreConformant()
    {
        var (code, text, error) = CommandLine.Run("run", "--adapter", $"exec:{_toy}", "pairs/death-*@RESUME*");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("\nverdict: conformant, "), error);
            Assert.That(code, Is.Zero);
        }
    }

    [Test]
    public void LostResume_IsCaughtAndBlamed()
    {
        var (code, text, _) = CommandLine.Run("run", RaceOf2010, "--adapter", $"exec:{_toy} --lost-resume");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("broken: RESUME-03, STOP-13; seed 1"));
            Assert.That(code, Is.EqualTo(1));
        }
    }

    /// <summary>What one instant loses, free running all but never shows.</summary>
    [Test]
    public void NarrowLostResume_IsCaughtAndBlamedWithPausePoints() => PausePoints.AssertCaught($"exec:{_toy}");

    [Test]
    public void Smoke_OnTheToy_PassesEveryCheck()
    {
        var (code, text, _) = CommandLine.Run("smoke", "--adapter", $"exec:{_toy}", "--deadline", "30000");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.EndWith("smoke: the adapter works, 64 ok"));
            Assert.That(code, Is.Zero);
        }
    }

    /// <summary>A sanitizer ends the program at the first report: the connection is gone, and the check or the case with it.</summary>
    [Test]
    public void Smoke_OnTheToyUnderASanitizer_PassesEveryCheck([Values("thread", "address,undefined")] string sanitizer)
    {
        var toy = Shell.Compile($"toy-{sanitizer.Split(',')[0]}", Shell.ToyFiles, $"-fsanitize={sanitizer}", "-fno-sanitize-recover=all");
        var (_, text, _) = CommandLine.Run("smoke", "--adapter", $"exec:env TSAN_OPTIONS=halt_on_error=1 {toy}", "--deadline", "60000");
        Assert.That(text, Does.EndWith("smoke: the adapter works, 64 ok"));
        var (code, run, _) = CommandLine.Run("run", "race/*", "kill/*", "reap/*", "--adapter", $"exec:env TSAN_OPTIONS=halt_on_error=1 {toy}");
        Assert.That(code, Is.Zero, run);
    }
}
