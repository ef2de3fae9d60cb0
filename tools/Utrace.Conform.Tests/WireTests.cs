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
        error: the adapter is not available: '/no/such/program' cannot be started: there is no such file; expected exec:CMD with a program that can be run; do: check the path, or build it first
          where:    --adapter exec:/no/such/program
          do:       docs/protocol.md says what is due when; utrace-conform serve is an adapter that works
        """);

    [Test]
    public void Run_SocketThatNobodyListensOn_IsNotAvailable()
    {
        var result = Run("run", "--adapter", "unix:/no/such.sock");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Code, Is.EqualTo(69));
            Assert.That(result.Error, Does.StartWith("error: the adapter is not available: nobody can be reached at unix:/no/such.sock: "));
            Assert.That(result.Error, Does.Contain("do: start it first"));
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
