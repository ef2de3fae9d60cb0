using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Utrace.Conform.Tests;

[TestFixture]
public sealed class WireTests : ConformTest
{
    /// <summary>Only a broken kit needs as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public void Run_ExecOfAServedImplementation_CertifiesItAndTracesTheConversation()
    {
        var trace = Path.Combine(Repository.Root, "wire.trace");
        var result = Run("run", "--adapter", $"exec:'{Path.Combine(AppContext.BaseDirectory, "utrace-conform")}' serve --adapter threaded", "--validate", "--trace", trace);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.Zero, result.Out + result.Error);
            Assert.That(result.Out, Does.EndWith("verdict: conformant, 3 cases, 3 guarantees tried and kept, seed 1"));
            Assert.That(File.ReadAllLines(trace)[0], Does.StartWith("1 > {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\""));
        }
    }

    [TestCase("--unix", "unix:")]
    [TestCase("--tcp", "tcp:localhost:")]
    public void Serve_OverASocket_IsCertifiedCaseByCase(string option, string scheme)
    {
        var place = option is "--unix" ? Path.Combine(Repository.Root, "served.sock") : FreePort();
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "utrace-conform"), ["serve", "--adapter", "threaded", option, place]) { RedirectStandardError = true, UseShellExecute = false };
        using var server = Process.Start(start)!;
        try
        {
            Assert.That(server.StandardError.ReadLine(), Does.StartWith("serving threaded at "));
            foreach (var _ in Enumerable.Range(0, 2))
            {
                var result = Run("run", "--adapter", scheme + place, "--jobs", "2");
                Assert.That(result.Out, Does.EndWith("verdict: conformant, 3 cases, 3 guarantees tried and kept, seed 1"), result.Out + result.Error);
            }
        }
        finally
        {
            server.Kill();
        }
    }

    [Test]
    public void Run_Killed_LeavesNoAdapterBehind()
    {
        var trace = Path.Combine(Repository.Root, "wire.trace");
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "utrace-conform"), ["run", "--adapter", "exec:sh -c 'sleep 86397 & wait'", "--trace", trace])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var kit = Process.Start(start)!;
        var isAsked = SpinWait.SpinUntil(() => File.Exists(trace) && new FileInfo(trace).Length > 0, Patience);
        var isThere = SpinWait.SpinUntil(() => Sleepers() > 0, Patience);
        kit.Kill();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(isAsked && isThere, Is.True, "the adapter was started");
            Assert.That(SpinWait.SpinUntil(() => Sleepers() == 0, Patience), Is.True, "it is gone with the kit");
        }
    }

    [Test]
    public void Run_Interrupted_EndsItsAdaptersAndKeepsWhatItHas()
    {
        var trace = Path.Combine(Repository.Root, "wire.trace");
        var served = $"exec:sh -c 'sleep 86397 & exec {Path.Combine(AppContext.BaseDirectory, "utrace-conform")} serve --adapter threaded'";

        // What starts tests in the background has them ignore SIGINT, and every child would inherit that.
        var start = new ProcessStartInfo(
            "env",
            ["--default-signal=INT", Path.Combine(AppContext.BaseDirectory, "utrace-conform"), "run", "--root", RealRoot(), "--adapter", served, "--trace", trace, "--report", "jsonl=cut.jsonl"])
        {
            WorkingDirectory = Repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var kit = Process.Start(start)!;
        var said = kit.StandardOutput.ReadToEndAsync();
        var isUnderWay = SpinWait.SpinUntil(() => File.Exists(trace) && new FileInfo(trace).Length > 50_000, Patience) && Sleepers() > 0;
        using (var kill = Process.Start("kill", ["-INT", kit.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        var isOver = kit.WaitForExit(Patience);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(isUnderWay, Is.True, "cases were run");
            Assert.That(isOver, Is.True, "it ended");
            Assert.That(said.Result, Does.Contain("CUT: "));
            Assert.That(kit.ExitCode, Is.EqualTo(3));
            Assert.That(SpinWait.SpinUntil(() => Sleepers() == 0, Patience), Is.True, "its adapters are gone, and what they started");
            Assert.That(File.ReadLines(Path.Combine(Repository.Root, "cut.jsonl")).Skip(1).Count(), Is.Positive, "what was done is kept");
        }
    }

    [Test]
    public void Expectations_OfAnAdapterOverAWire_HoldForTheCommandWithItsBlanks()
    {
        var directory = Path.Combine(Repository.Root, "my adapters");
        Directory.CreateSymbolicLink(directory, AppContext.BaseDirectory.TrimEnd('/'));
        var adapter = $"exec:'{directory}/utrace-conform' serve --adapter threaded+lost-resume";
        var first = Run("expect", "--update", "k.yaml", "--adapter", adapter, "--write", "--reason", "It is lost.", "--link", "https://tracker.example/1", "--expires", "2027-03-31", "--today", "2026-11-24");
        Assert.That(File.Exists(Path.Combine(Repository.Root, "k.yaml")), Is.True, first.Out + first.Error);
        var known = Run("run", "--adapter", adapter, "--expectations", "k.yaml", "--today", "2026-11-24");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(known.Code, Is.Zero, known.Out + known.Error);
            Assert.That(known.Out, Does.Contain("1 expected failure"));
        }

        // The same command, put right: the file must not outlive the defect.
        var text = File.ReadAllText(Path.Combine(Repository.Root, "k.yaml"));
        Assert.That(text, Does.Contain("adapter: threaded+lost-resume\n"));
        Repository.Write("k.yaml", text.Replace("threaded+lost-resume", "threaded", StringComparison.Ordinal));
        var right = Run("run", "--adapter", adapter.Replace("+lost-resume", "", StringComparison.Ordinal), "--expectations", "k.yaml", "--today", "2026-11-24");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(right.Code, Is.EqualTo(2), right.Out + right.Error);
            Assert.That(right.Out, Does.Contain("unexpected pass"));
        }
    }

    [Test]
    public void Expect_UpdateOfAFileAboutAnother_IsRefused()
    {
        Repository.Write("k.yaml", "schema: 1\nadapter: mine\nentries: []\n");
        Run("expect", "--update", "k.yaml", "--adapter", $"exec:'{Path.Combine(AppContext.BaseDirectory, "utrace-conform")}' serve --adapter threaded").IsError(64, """
            error: the file is about 'mine', the implementation is 'threaded'
              where:    k.yaml:2:10
              expected: one file for an implementation, by its name
              do:       name another file, or another --adapter
            """);
    }

    [Test]
    public void Expect_UpdateOfAFileWhoseImplementationIsNowhere_AsksWhere()
    {
        Repository.Write("k.yaml", "schema: 1\nadapter: mine\nentries: []\n");
        Run("expect", "--update", "k.yaml").IsError(64, """
            error: 'mine' is not built in, and nothing says where it is
              where:    k.yaml:2:10
              expected: --adapter exec:CMD, unix:PATH or tcp:HOST:PORT to reach it, or --from REPORT
              do:       utrace-conform expect --update k.yaml --adapter exec:CMD
            """);
    }

    /// <summary>The repository that these tests are part of.</summary>
    private static string RealRoot([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    private static int Sleepers() => Directory.EnumerateDirectories("/proc").Count(d =>
    {
        try
        {
            return string.Equals(File.ReadAllText(Path.Combine(d, "cmdline")), "sleep\0" + "86397\0", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // No process, or one that is just gone.
        }
    });

    private static string FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

    [Test]
    public void Run_ExecWithoutACommand_SaysWhatIsMissing() => Run("run", "--adapter", "exec:").IsError(64, """
        error: 'exec:' names no command; expected exec:CMD, a program and its arguments
          where:    --adapter exec:
          expected: exec:CMD, unix:PATH or tcp:HOST:PORT
          do:       docs/protocol.md says what each form means
        """);

    [Test]
    public void Run_TcpToAnotherMachine_IsRefused() => Run("run", "--adapter", "tcp:192.0.2.1:7010").IsError(64, """
        error: the host in 'tcp:192.0.2.1:7010' is not this machine; expected localhost, 127.0.0.1 or ::1: the protocol has no authentication
          where:    --adapter tcp:192.0.2.1:7010
          expected: exec:CMD, unix:PATH or tcp:HOST:PORT
          do:       docs/protocol.md says what each form means
        """);

    [Test]
    public void Run_ProgramThatIsNotThere_IsNotAvailable() => Run("run", "--adapter", "exec:/no/such/program").IsError(69, """
        error: the adapter is not available: '/no/such/program' cannot be started: there is no such file; expected exec:CMD with a program that can be run
          where:    --adapter exec:/no/such/program
          do:       check the path, or build it first
        """);

    [Test]
    public void Run_DirectoryAsProgram_IsNotAvailable() => Run("run", "--adapter", "exec:/tmp").IsError(69, """
        error: the adapter is not available: '/tmp' cannot be started: it is a directory; expected exec:CMD with a program that can be run
          where:    --adapter exec:/tmp
          do:       check the path, or build it first
        """);

    [Test]
    public void Run_ProgramWithoutExec_IsOfferedWithIt() =>
        Assert.That(Run("run", "--adapter", "/bin/true").Error, Does.StartWith("error: unknown adapter '/bin/true'; did you mean 'exec:/bin/true'?"));

    [Test]
    public void Run_SocketThatNobodyListensOn_IsNotAvailable()
    {
        var result = Run("run", "--adapter", "unix:/no/such.sock");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(69));
            Assert.That(result.Error, Does.StartWith("error: the adapter is not available: nobody can be reached at unix:/no/such.sock: "));
            Assert.That(result.Error, Does.Contain("do:       start it first"));
        }
    }

    [Test]
    public void Serve_WhereAnotherServes_LeavesItsSocketAlone()
    {
        var place = Path.Combine(Repository.Root, "served.sock");
        using var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(place));
        var result = Run("serve", "--adapter", "threaded", "--unix", place);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(69));
            Assert.That(result.Error, Does.Contain("expected: a socket that nobody has"));
            Assert.That(File.Exists(place), Is.True);
        }
    }

    [Test]
    public void Serve_TwoPlaces_IsRefused() => Run("serve", "--adapter", "threaded", "--unix", "a", "--tcp", "7010").IsError(64, """
        error: --unix and --tcp together
          where:    serve
          expected: one of them, or none for the standard streams
          do:       leave one out
        """);

    [Test]
    public void Serve_UnknownAdapter_NamesTheNearest()
    {
        var result = Run("serve", "--adapter", "threadedd");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(64));
            Assert.That(result.Error, Does.StartWith("error: unknown adapter 'threadedd'; did you mean 'threaded'?"));
        }
    }
}
