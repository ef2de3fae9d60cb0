namespace Utrace.Spec.Tests.Loading;

/// <summary>A document that uses most of the language.</summary>
internal static class Documents
{
    public const string Seed = """
        schema: 1
        id: resume/later-callback-held
        title: ${action} after barrier = 0 lets T run although a later callback is still open
        why: A debugger that saw the barrier pass would resume a thread that then sleeps for ever.
        guarantees: [RESUME-03, STOP-13]
        api: { since: 20091216 }
        parameters:
          action: [RESUME, REPORT]
          pass:
            quiesce: { callback: report_quiesce, events: [QUIESCE] }
            entry: { callback: report_syscall_entry, events: [SYSCALL_ENTRY] }
        threads:
          T:
            program:
              - await: go
              - tick: 2
              - syscall: { name: read, sleep: interruptible, until: data }
              - exit: 3
        engines:
          E:
            events: ${pass.events}
            on:
              - callback: ${pass.callback}
                occurrence: 1
                do: [open: e-in]
                return: STOP
          F:
            events: [QUIESCE]
            on:
              - callback: report_quiesce
                event: 0
                occurrence: "2..3"
                do:
                  - open: f-in
                  - await: release
        actors:
          D:
            - open: go
            - control: { engine: E, action: STOP }
              expect: [0, EINPROGRESS]
              because: STOP-01
            - await: e-in
            - await: f-in
            - barrier: E
              expect: 0
            - control: { engine: E, action: "${action}" }
            - open: release
            - open: data
            - attach: { thread: T, flags: [MATCH_OPS], ops: ops-E }
              expect: [E, ENOENT]
            - await: { thread: T, state: zombie }
            - settle
            - reap: T
              expect: 3
        expect:
          final:
            T: reaped
          always:
            - match: "T tick"
              after: "D ret control(E, ${action})*"
        needs: [core, syscall]
        """;
}
