using System.Collections.Immutable;
using CsCheck;
using Utrace.Spec.Loading;
using Utrace.Spec.Logs;

namespace Utrace.Spec.Tests.Logs;

/// <summary>Whatever can be in a log is read back as it was, from text and from JSON Lines. A failure prints the seed that repeats it.</summary>
public sealed class RoundTripTests
{
    [Test]
    public void Text_AnyLog_IsReadBack() => EventGen.Log.Sample(log => Check(log, LogParser.Parse(log.ToString(), "log")), iter: 1000);

    [Test]
    public void JsonLines_AnyLog_IsReadBack() => EventGen.Log.Sample(log => Check(log, LogJson.Read(LogJson.Write(log), "log")), iter: 1000);

    [Test]
    public void Text_AnyLineAltered_IsReadAsItsOwnTextOrRefused() =>
        Gen.Select(EventGen.Event, Gen.Int[0, 80], Gen.Char["abETO09|=,.() *#-"]).Sample((e, at, c) =>
        {
            var line = e.ToString();
            var altered = line[..(at % line.Length)] + c + line[((at % line.Length) + 1)..];
            var (log, defects) = LogParser.Parse(altered, "log");
            Assert.That(log is null, Is.EqualTo(defects.Length > 0));
            Assert.That(log is null || altered[0] is '#' || string.Equals(log.Lines.Single().ToString(), altered, StringComparison.Ordinal), altered);
        }, iter: 2000);

    private static void Check(EventLog log, (EventLog? Log, ImmutableArray<Defect> Defects) read)
    {
        Assert.That(read.Defects, Is.Empty, string.Join('\n', read.Defects));
        Assert.That(read.Log!.Lines, Is.EqualTo(log.Lines));
        Assert.That(read.Log with { Lines = log.Lines }, Is.EqualTo(log));
        Assert.That(read.Log.ToString(), Is.EqualTo(log.ToString()));
    }
}
