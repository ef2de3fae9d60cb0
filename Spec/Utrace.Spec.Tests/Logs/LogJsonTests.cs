using Utrace.Spec.Logs;

namespace Utrace.Spec.Tests.Logs;

public sealed class LogJsonTests
{
    [TestCase("D ret control(E, STOP) = 0", """{"actor":"D","event":"ret","call":"control","engine":"E","action":"STOP","result":0}""")]
    [TestCase("D ret attach(T, CREATE, as=E, ops=o, data=d) = E", """{"actor":"D","event":"ret","call":"attach","thread":"T","engine":"E","flags":"CREATE","ops":"o","data":"d","result":"E"}""")]
    [TestCase("T begin E.report_quiesce(RESUME, 0)", """{"actor":"T","event":"begin","engine":"E","callback":"report_quiesce","action":"RESUME","mask":"0"}""")]
    [TestCase("T body syscall read", """{"actor":"T","event":"body","activity":"syscall read"}""")]
    [TestCase("* end T=running", """{"actor":"*","event":"end","states":{"T":"running"}}""")]
    public void Write_Event_GivesItsFields(string line, string json) =>
        Assert.That(LogJson.Write(LogParser.Parse(line, "log").Log!.Lines.Single()), Is.EqualTo(json));

    [Test]
    public void Read_BadLines_ReportsEach()
    {
        const string Text = """
            {"scenario":"a/b","added-later":1}
            {"actor":"T","event":"tick","added-later":1}
            {"actor":"T","event":"tock"}
            {"actor":"T","event":"begin","engine":"E"}
            {"actor":"D","event":"ret","call":"barrier","engine":"E"}
            {"actor":"T"}
            [1]
            {"actor":"T",
            """;
        var (log, defects) = LogJson.Read(Text, "log.jsonl");
        Assert.That(log, Is.Null);
        Assert.That(defects.Select(d => d.ToString()), Is.EqualTo((string[])
        [
            "log.jsonl:3:1: unknown event 'tock' in 'T tock'; expected call, ret, begin, end, tick, handler, enter, body, abort, interrupt, fail, done, notify, wake, died, open, settle, probe or saw; did you mean 'tick'?",
            "log.jsonl:4:1: '?()' does not fit here in 'T begin E.?()'; expected report_quiesce, report_signal, report_clone, report_jctl, report_exec, report_syscall_entry, report_syscall_exit, report_exit, report_death or report_reap",
            "log.jsonl:5:1: '?' does not fit here in 'D ret barrier(E) = ?'; expected 0, an error code, an engine or a number",
            "log.jsonl:6:1: the object is no event; expected the key 'event'",
            "log.jsonl:7:1: the line is no JSON object; expected one object a line",
            "log.jsonl:8:13: not JSON; expected one object a line",
        ]));
    }
}
