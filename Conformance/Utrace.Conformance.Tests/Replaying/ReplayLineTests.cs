using Utrace.Conformance.Replaying;

namespace Utrace.Conformance.Tests.Replaying;

public sealed class ReplayLineTests
{
    private const string Text = "resume/lost-resume@RESUME+entry without D.1,F on threaded+lost-resume seed 7 hash b4c22838848bfbc4: T*11 D T_2*2";

    [Test]
    public void Read_AndToString_AreInverse()
    {
        var line = ReplayLine.Read(Text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(line.ToString(), Is.EqualTo(Text));
            Assert.That((line.Case, line.Adapter, line.Seed, line.Hash), Is.EqualTo(("resume/lost-resume@RESUME+entry", "threaded+lost-resume", 7UL, "b4c22838848bfbc4")));
            Assert.That(line.Without, Is.EqualTo(new[] { "D.1", "F" }));
            Assert.That(line.Steps, Is.EqualTo(Enumerable.Repeat("T", 11).Append("D").Append("T_2").Append("T_2")));
        }
    }

    [TestCase("a/b on threaded seed 1:", ExpectedResult = "a/b on threaded seed 1:")]
    [TestCase("a/b on threaded seed 1: T T T*2", ExpectedResult = "a/b on threaded seed 1: T*4")]
    [TestCase("  a/b   seed 1 on threaded:   T  ", ExpectedResult = "a/b on threaded seed 1: T")]
    [TestCase("utrace-conform replay 'a/b on threaded seed 1: T'", ExpectedResult = "a/b on threaded seed 1: T")]
    [TestCase("\"a/b on threaded seed 1: T\"", ExpectedResult = "a/b on threaded seed 1: T")]
    [TestCase("a/b on \"exec:./mine\" seed 1: T", ExpectedResult = "a/b on exec:./mine seed 1: T")]
    [TestCase("a/b on tcp:localhost:7010 seed 1: T", ExpectedResult = "a/b on tcp:localhost:7010 seed 1: T")]
    public string Read_OtherWaysToWriteIt(string text) => ReplayLine.Read(text).ToString();

    [TestCase("exec:./mine --fast", "utrace-conform replay 'a/b on \"exec:./mine --fast\" seed 1: T*2'")]
    [TestCase("exec:sh -c 'cd x: y && ./mine'", "utrace-conform replay 'a/b on \"exec:sh -c '\\''cd x: y && ./mine'\\''\" seed 1: T*2'")]
    [TestCase("exec:\"a b\" c\\ d", "utrace-conform replay 'a/b on \"exec:\\\"a b\\\" c\\\\ d\" seed 1: T*2'")]
    public void ToCommand_OfAnAddressWithBlanks_IsRead(string adapter, string command)
    {
        var line = new ReplayLine("a/b", [], adapter, 1, null, ["T", "T"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(line.ToCommand(), Is.EqualTo(command));
            Assert.That(ReplayLine.Read(command).Adapter, Is.EqualTo(adapter));
            Assert.That(ReplayLine.Read(line.ToString()).Adapter, Is.EqualTo(adapter));
        }
    }

    [TestCase("a/b on \"exec:./mine seed 1: T", "8: the quote is not closed")]
    [TestCase("a/b on threaded seed 1", "23: the line has no ':' and so no schedule")]
    [TestCase(": T", "1: the line names no case")]
    [TestCase("a/b seed 1: T", "11: the line does not say 'on'")]
    [TestCase("a/b on threaded: T", "16: the line does not say 'seed'")]
    [TestCase("a/b on threaded seed x: T", "22: 'x' is no seed")]
    [TestCase("a/b on threaded seed -1: T", "22: '-1' is no seed")]
    [TestCase("a/b with threaded seed 1: T", "5: unexpected word 'with'")]
    [TestCase("a/b on: T", "7: nothing stands behind 'on'")]
    [TestCase("a/b on threaded on threaded seed 1: T", "17: 'on' is said twice")]
    [TestCase("a/b on threaded seed 1: T*0", "25: 'T*0' is no part of a schedule")]
    [TestCase("a/b on threaded seed 1: T*2 D* T", "29: 'D*' is no part of a schedule")]
    [TestCase("a/b on threaded seed 1: *3", "25: '*3' is no part of a schedule")]
    [TestCase("a/b on threaded seed 1: T,D", "25: 'T,D' is no part of a schedule")]
    [TestCase("a/b on threaded seed 1: T*999999 D*2", "34: 'D*2' makes the schedule longer than 1000000 steps")]
    public void Read_WhatIsWrong_IsSaidWithItsColumn(string text, string message)
    {
        var error = Assert.Throws<ReplayLineException>(() => ReplayLine.Read(text))!;
        Assert.That($"{error.Column}: {error.Message}", Is.EqualTo(message));
        Assert.That(error.Expected, Is.Not.Empty);
    }
}
