namespace Utrace.Adapters.Sdk.Tests;

[TestFixture]
public sealed class PythonToyTests
{
    private const string RaceOf2010 = "resume/lost-resume@RESUME+entry";

    private static readonly string Toy = $"exec:python3 {Shell.SdkPython}/toy/toy.py";

    [OneTimeSetUp]
    public void Begin() => Shell.Need("python3");

    /// <summary>The areas in which most of the toy runs; all cases take minutes.</summary>
    [Test]
    public void Toy_TheAreasWithTheMostToGoWrong_IsConformant()
    {
        var (code, text, error) = CommandLine.Run("run", "--adapter", Toy, "--validate", "barrier/*", "death/*", "detach/*", "examine/*", "race/*", "resume/*", "syscall/*");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("\nverdict: conformant, "), error);
            Assert.That(code, Is.Zero);
        }
    }

    [Test]
    public void LostResume_IsCaughtAndBlamed()
    {
        var (code, text, _) = CommandLine.Run("run", RaceOf2010, "--adapter", $"{Toy} --lost-resume");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("broken: RESUME-03, STOP-13; seed 1"));
            Assert.That(code, Is.EqualTo(1));
        }
    }

    /// <summary>What one instant loses, free running all but never shows.</summary>
    [Test]
    public void NarrowLostResume_IsCaughtAndBlamedWithPausePoints() => PausePoints.AssertCaught(Toy);

    [Test]
    public void Package_PassesItsOwnTests()
    {
        Shell.Run(Shell.SdkPython, "python3", "-m", "unittest", "discover", "-s", "test", "-t", ".");
        Assert.Pass();
    }

    [Test]
    public void Toy_AtAStepThatIsNone_SaysWhatItTakes()
    {
        var error = Shell.Fail(Shell.SdkPython, 64, "python3", "toy/toy.py", "--step", "9");
        Assert.That(error, Does.StartWith("usage: toy/toy.py [--unix PATH | --tcp PORT]"));
    }
}
