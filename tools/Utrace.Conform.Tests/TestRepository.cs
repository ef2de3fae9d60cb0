namespace Utrace.Conform.Tests;

/// <summary>A directory that looks like the repository, with scenarios of the test's own.</summary>
internal sealed class TestRepository : IDisposable
{
    public const string HeldId = "resume/after-barrier-held";

    public const string Held = """
        schema: 1
        id: resume/after-barrier-held
        title: An action after barrier = 0 lets T run although a later callback is still open
        why: A debugger that saw the barrier pass would resume a thread that then sleeps for ever.
        guarantees: [RESUME-03, STOP-13]
        parameters:
          action: [DETACH, RESUME]
        threads:
          T:
            program:
              - syscall: { name: read }
              - tick
        engines:
          F:
            events: [SYSCALL_ENTRY]
            on:
              - callback: report_syscall_entry
                do:
                  - open: f-in
                  - await: go
          E:
            events: [SYSCALL_ENTRY]
            on:
              - callback: report_syscall_entry
                occurrence: 1
                do:
                  - open: e-in
                return: STOP
        actors:
          D:
            - await: f-in
            - await: e-in
            - barrier: E
              expect: 0
              because: BARRIER-02
            - control: { engine: E, action: "${action}" }
            - open: go
        expect:
          final:
            T: running
        needs: [core, syscall]
        """;

    public const string TickId = "stop/tick";

    public const string Tick = """
        schema: 1
        id: stop/tick
        title: A stopped thread does not tick
        why: A debugger would read registers that change under its hands.
        guarantees: [STOP-01]
        threads:
          T:
            program:
              - tick
        engines:
          E:
            events: []
        actors:
          D:
            - control: { engine: E, action: STOP }
              expect: [0, EINPROGRESS]
        """;

    public TestRepository()
    {
        Root = Directory.CreateTempSubdirectory("utrace-conform-test-").FullName;
        File.WriteAllText(Path.Combine(Root, "Utrace.sln"), "");
        Write($"fixtures/scenarios/{HeldId}.yaml", Held);
        Write($"fixtures/scenarios/{TickId}.yaml", Tick);
    }

    public string Root { get; }

    public string Write(string relative, string text)
    {
        var path = Path.Combine(Root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
