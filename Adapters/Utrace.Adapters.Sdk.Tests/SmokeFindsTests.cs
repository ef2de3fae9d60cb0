namespace Utrace.Adapters.Sdk.Tests;

/// <summary>Smoke can fail: one line of the header is made wrong, and the check that is about it says so.</summary>
[TestFixture]
public sealed class SmokeFindsTests
{
    [TestCase("sdk->moving += (int)moves - (int)moved;", "(void)moves, (void)moved;", "settle/tick")]
    [TestCase("scenario->sdk->open_callbacks--;", ";", "verb/callback")]
    [TestCase("unreleased += engine->sdk_live;", ";", "reset/unreleased")]
    [TestCase("UT_WRONG_MEMBER = -32602", "UT_WRONG_MEMBER = -32603", "error/missing-member")]
    [TestCase("if (least > 1 || most < 1)", "if (least > most)", "handshake/version")]
    public void AWrongLine_FailsItsCheck(string right, string wrong, string check)
    {
        Shell.Need("gcc");
        var directory = Directory.CreateTempSubdirectory("utrace-smoke-");
        try
        {
            var toy = Directory.CreateDirectory(Path.Combine(directory.FullName, "toy")).FullName;
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Shell.SdkC, "toy"), "*.?"))
            {
                File.Copy(file, Path.Combine(toy, Path.GetFileName(file)));
            }

            var header = File.ReadAllText(Path.Combine(Shell.SdkC, "utrace_adapter.h"));
            Assert.That(header, Does.Contain(right));
            File.WriteAllText(Path.Combine(directory.FullName, "utrace_adapter.h"), header.Replace(right, wrong, StringComparison.Ordinal));
            Shell.Run(toy, "gcc", ["-std=c11", "-O1", "-pthread", "-o", "toy", .. Directory.EnumerateFiles(toy, "*.c").Select(f => Path.GetFileName(f))]);
            var (code, text, _) = CommandLine.Run("smoke", "--adapter", $"exec:{toy}/toy", "--deadline", "1000");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(code, Is.EqualTo(1));
                Assert.That(text, Does.Contain($"FAILED   {check} "));
                Assert.That(text, Does.Contain("smoke: the adapter does NOT work"));
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [TestCase("/bin/true", "the process exited with code 0")]
    [TestCase("/bin/cat", "a result that is an object")]
    [TestCase("sh -c 'echo nonsense; cat > /dev/null'", "a line that is no JSON")]
    public void AStranger_FailsTheHandshake(string program, string message)
    {
        var (code, text, _) = CommandLine.Run("smoke", "--adapter", $"exec:{program}", "--deadline", "1000");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(1));
            Assert.That(text, Does.StartWith("FAILED   handshake "));
            Assert.That(text, Does.Contain(message));
        }
    }
}
