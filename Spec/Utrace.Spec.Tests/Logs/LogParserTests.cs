using Utrace.Spec.Logs;

namespace Utrace.Spec.Tests.Logs;

public sealed class LogParserTests
{
    private const string Every = """
        # scenario: resume/later-callback-held
        # hash: 0123456789abcdef
        # adapter: threaded
        # tier: T1
        # seed: 7
        D call control(E, STOP)
        D ret control(E, STOP) = EINPROGRESS
        D call control(E, 7)
        D ret control(E, 7) = EINVAL
        D call attach(T, EXCLUSIVE|CREATE, as=E, ops=o, data=d)
        D ret attach(T, 0) = E
        D call set_events(E, 0)
        D ret set_events(E, QUIESCE|EXEC) = 0
        D call interrupt(D2)
        T begin E.report_quiesce(RESUME, EXEC)
        T begin E.report_quiesce(RESUME, 0)
        T end E.report_quiesce = STOP
        T begin E.report_syscall_entry(STOP|ABORT|RESUMED)
        T begin E.report_signal(RESUME|IGN|HOLD, SIGNAL)
        T begin E.report_exit(RESUME, 0, -1)
        T begin E.report_death()
        P begin E.report_reap()
        P end E.report_reap
        T tick
        T enter exec
        T body syscall read
        T done exit_group
        T died
        * release E
        D open go
        D settle
        D probe T = tstopped
        D saw T = zombie
        P ret reap(T) = 9
        * end T=running U=reaped
        # cut

        """;

    [Test]
    public void Parse_EveryKindOfLine_RoundTrips()
    {
        var text = Every.Replace("EXCLUSIVE|CREATE", "CREATE|EXCLUSIVE", StringComparison.Ordinal).ReplaceLineEndings("\n");
        var (log, defects) = LogParser.Parse(text, "a.log");
        Assert.That(defects, Is.Empty, string.Join('\n', defects));
        Assert.That(log!.ToString(), Is.EqualTo(text));
    }

    [Test]
    public void Parse_FlagsOutOfOrder_SaysWhatMayFollow()
    {
        var (log, defects) = LogParser.Parse(Every, "a.log");
        Assert.That(log, Is.Null);
        Assert.That(
            defects.Select(d => d.ToString()),
            Is.EqualTo((string[])["a.log:10:28: the attach flag 'CREATE' does not come here; expected MATCH_OPS or MATCH_DATA"]));
    }
}
