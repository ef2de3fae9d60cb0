namespace Utrace.Adapters.Sdk.Tests;

/// <summary>Smoke can fail, and the check that fails is the one that is about what is wrong.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class SmokeFindsTests
{
    /// <summary>The check that has a thread U.</summary>
    private const string InOneCheck = "overlap/held-callback";

    /// <summary>One line of the C header is made wrong.</summary>
    [TestCase("sdk->moving += (int)moves - (int)moved;", "(void)moves, (void)moved;", "settle/")]
    [TestCase("        scenario->sdk->open_callbacks--;", "", "verb/callback")]
    [TestCase("unreleased += engine->sdk_live;", "", "reset/unreleased")]
    [TestCase("UT_WRONG_MEMBER = -32602", "UT_WRONG_MEMBER = -32603", "error/missing-member")]
    [TestCase("ut_refuse(request, UT_WRONG_MEMBER, key, \"is unknown, nothing was spawned", "ut_refuse(request, UT_BROKE_DOWN, key, \"is unknown, nothing was spawned", "error/unknown-thread")]
    [TestCase("if (least > 1 || most < 1)", "if (least > most)", "handshake/version")]
    [TestCase("if (thread->activity.kind != UT_NO_ACTIVITY) {", "if (false) {", "error/second-activity")]
    public void AWrongLineOfTheHeader_FailsItsCheck(string right, string wrong, string check)
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
            Assert.That(Failed($"{toy}/toy", "1000"), Has.Some.StartsWith($"FAILED   {check}"));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [TestCase("exits-at-start", "handshake", "the process exited with code 0")]
    [TestCase("silent-at-start", "handshake", "nothing within ")]
    [TestCase("chats-at-start", "handshake", "a line that is no JSON: utrace adapter 1.0, ready")]
    [TestCase("other-version", "handshake", "protocol: 7")]
    [TestCase("unknown-capability", "handshake", "teleport")]
    [TestCase("crashes", InOneCheck, "SIGKILL")]
    [TestCase("exits-in-a-call", InOneCheck, "exited with code 3")]
    [TestCase("never-answers", InOneCheck, "call was not answered")]
    [TestCase("garbage", InOneCheck, "a line that is no JSON: *** BUG")]
    [TestCase("half-a-line", InOneCheck, "a line that is no JSON: {\"jsonrpc\":\"2.0\",\"id\":")]
    [TestCase("not-utf8", InOneCheck, "bytes that are no UTF-8")]
    [TestCase("id-as-text", InOneCheck, "call was not answered")]
    [TestCase("batch", InOneCheck, "a line that is no JSON object")]
    [TestCase("breaks-down", InOneCheck, "error -32000: use of a freed engine (poison 0x6b)")]
    [TestCase("closes-its-output", InOneCheck, "call was not answered")]
    [TestCase("outlives-its-input", "end", "the process goes on")]
    public void AMisbehavingAdapter_FailsTheCheckThatMeetsIt(string name, string check, string said)
    {
        var failed = Failed($"{Path.Combine(AppContext.BaseDirectory, "Utrace.BadAdapters")} {name} U", "5000");
        Assert.That(failed, Has.Length.EqualTo(1), string.Join('\n', failed));
        Assert.That(failed[0], Does.StartWith($"FAILED   {check} ").And.Contains(said));
    }

    [Test]
    public void AnAdapterThatMiscounts_FailsEveryCheckThatCounts()
    {
        var failed = Failed($"{Path.Combine(AppContext.BaseDirectory, "Utrace.BadAdapters")} miscounts T", "5000");
        Assert.That(failed.Where(l => l.Contains("openCallbacks: 3", StringComparison.Ordinal)).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]), Is.EqualTo(failed.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])).And.Contains("verb/callback").And.Contains("settle/callback"));
    }

    [TestCase("/bin/true", "the process exited with code 0")]
    [TestCase("/bin/cat", "hello was not answered: nothing within ")]
    [TestCase("sh -c 'echo nonsense; cat > /dev/null'", "a line that is no JSON: nonsense")]
    public void AStranger_FailsTheHandshake(string program, string said) =>
        Assert.That(Failed(program, "1000"), Has.Length.EqualTo(1).And.All.StartsWith("FAILED   handshake ").And.All.Contains(said));

    private static string[] Failed(string program, string deadline)
    {
        var (code, text, _) = CommandLine.Run("smoke", "--adapter", $"exec:{program}", "--deadline", deadline);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(code, Is.EqualTo(1), text);
            Assert.That(text, Does.Contain("smoke: the adapter does NOT work"));
        }

        return [.. text.Split('\n').Where(l => l.StartsWith("FAILED ", StringComparison.Ordinal))];
    }
}
