using System.Text.Json.Nodes;
using Utrace.Adapters.Threaded;

namespace Utrace.Adapters.Wire.Tests;

/// <summary>What a served session answers is what is open on the wire, wherever an OS thread has got to.</summary>
public sealed class ServedSessionTests
{
    /// <summary>Only a broken server needs as long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Settle = "\"milliseconds\":600000";
    private const string Wait = "\"context\":\"P\",\"thread\":\"T\",\"state\":\"zombie\"";
    private const string Kill = "\"context\":\"K\",\"function\":\"kill\",\"thread\":\"T\"";

    [Test]
    public void Settle_counts_a_wait_that_has_not_reached_the_session()
    {
        var doors = new DoorAdapter(new ThreadedAdapter());
        using var talk = Begin(doors);
        doors.BeforeCall.Reset();
        talk.Send("awaitState", Wait);
        var settle = AskWhileShut(talk, doors);
        doors.BeforeCall.Set();
        AssertCounts(talk.AnswerTo(settle), calls: 1);
    }

    [Test]
    public void Settle_comes_after_the_answer_of_a_call_that_is_over()
    {
        var doors = new DoorAdapter(new ThreadedAdapter());
        using var talk = Begin(doors);
        doors.AfterCall.Reset();
        var kill = talk.Send("call", Kill);
        var settle = AskWhileShut(talk, doors);
        doors.AfterCall.Set();
        AssertCounts(talk.AnswerTo(settle), calls: 0);
        Assert.That(talk.Passed.Select(l => (int?)l["id"]), Does.Contain(kill));
    }

    [Test]
    public void Settle_waits_for_the_thread_whose_callback_is_answered()
    {
        var doors = new DoorAdapter(new ThreadedAdapter());
        using var talk = Begin(doors);
        var callback = Hold(talk);
        doors.AfterCallback.Reset();
        talk.Return(callback, action: 0);
        var settle = AskWhileShut(talk, doors);
        doors.AfterCallback.Set();
        AssertCounts(talk.AnswerTo(settle), calls: 0);
        Assert.That((string?)talk.Ask("probe", "\"thread\":\"T\"")["state"], Is.EqualTo("tstopped"));
    }

    [Test]
    public void Settle_counts_a_nested_call_that_has_not_reached_the_session()
    {
        var doors = new DoorAdapter(new ThreadedAdapter());
        using var talk = Begin(doors);
        var callback = Hold(talk);
        doors.BeforeCall.Reset();
        var nested = talk.Send("call", $"\"context\":\"T\",\"callback\":{callback["id"]},\"function\":\"get\",\"engine\":\"E\"");
        var settle = AskWhileShut(talk, doors);
        doors.BeforeCall.Set();
        AssertCounts(talk.AnswerTo(settle), calls: 0, callbacks: 1);
        Assert.That(talk.Passed.Select(l => (int?)l["id"]), Does.Contain(nested));
    }

    [Test]
    public void A_session_that_miscounts_is_heard_before_the_deadline()
    {
        using var talk = Begin(new DoorAdapter(new ThreadedAdapter()) { Miscount = 3 });
        var settled = talk.Ask("settle", "\"milliseconds\":80");
        Assert.That((settled["settled"]!.GetValue<bool>(), settled["openCallbacks"]!.GetValue<int>()), Is.EqualTo((true, 3)));
    }

    [Test]
    public void Settle_under_control_counts_the_call_that_was_not_chosen_yet()
    {
        using var talk = Begin(new ThreadedAdapter(), control: true);
        talk.Send("call", Kill);
        var settled = talk.Ask("settle", Settle);
        Assert.That((settled["settled"]!.GetValue<bool>(), settled["blockedCalls"]!.GetValue<int>()), Is.EqualTo((false, 1)));
    }

    [TestCase("probe", "\"thread\":\"X\"", "-32602 thread is 'X', which is unknown; expected one that was spawned: T")]
    [TestCase("wake", "\"thread\":\"X\"", "-32602 thread is 'X', ")]
    [TestCase("drive", "\"thread\":\"X\",\"activity\":\"tick\"", "-32602 thread is 'X', ")]
    [TestCase("drive", "\"thread\":\"T\",\"activity\":\"wait\",\"child\":\"X\"", "-32602 child is 'X', ")]
    [TestCase("awaitState", "\"context\":\"P\",\"thread\":\"X\",\"state\":\"zombie\"", "-32602 thread is 'X', ")]
    [TestCase("call", "\"context\":\"D\",\"function\":\"kill\",\"thread\":\"X\"", "-32602 thread is 'X', ")]
    [TestCase("call", "\"context\":\"D\",\"function\":\"attach\",\"pid\":\"X\",\"flags\":1", "-32602 pid is 'X', ")]
    [TestCase("call", "\"context\":\"D\",\"function\":\"get\",\"engine\":\"X\"", "-32602 engine is 'X', which is unknown; expected one that was declared, and none was")]
    [TestCase("declare", "\"engine\":\"E\",\"thread\":\"X\",\"ops\":\"o\",\"data\":\"d\",\"callbacks\":[]", "-32602 thread is 'X', ")]
    [TestCase("spawn", "\"thread\":\"U\",\"group\":\"U\",\"parent\":\"X\"", "-32602 parent is 'X', ")]
    [TestCase("spawn", "\"thread\":\"T\",\"group\":\"T\"", "-32003 thread is 'T', which is there already; expected each name once in a scenario")]
    public void A_name_that_is_not_there_is_refused_by_the_server(string method, string parameters, string said)
    {
        using var talk = Begin(new ThreadedAdapter());
        Assert.That(talk.Refused(method, parameters), Does.StartWith(said));
        AssertCounts(talk.AnswerTo(talk.Send("settle", Settle)), calls: 0);
    }

    [Test]
    public void A_second_activity_is_refused_and_the_first_goes_on()
    {
        using var talk = Begin(new ThreadedAdapter());
        talk.Ask("drive", "\"thread\":\"T\",\"activity\":\"syscall\",\"name\":\"read\",\"sleep\":\"interruptible\"");
        Assert.That(talk.Refused("drive", "\"thread\":\"T\",\"activity\":\"tick\""), Is.EqualTo("-32003 T has an activity that is not over; expected drive after its ticked, its staged done or its died"));
        Assert.That(talk.Ask("settle", Settle)["pendingActivities"]!.GetValue<int>(), Is.EqualTo(1));
        talk.Ask("wake", "\"thread\":\"T\"");
        Assert.That(talk.Ask("settle", Settle)["pendingActivities"]!.GetValue<int>(), Is.Zero);
        talk.Ask("drive", "\"thread\":\"T\",\"activity\":\"tick\"");
    }

    private static Conversation Begin(IAdapter adapter, bool control = false)
    {
        var talk = new Conversation(adapter, control);
        talk.Ask("spawn", "\"thread\":\"T\",\"group\":\"T\"");
        return talk;
    }

    /// <summary>A callback of E that T is inside of.</summary>
    private static JsonObject Hold(Conversation talk)
    {
        talk.Ask("declare", "\"engine\":\"E\",\"thread\":\"T\",\"ops\":\"o\",\"data\":\"d\",\"callbacks\":[\"report_quiesce\"]");
        talk.Ask("call", "\"context\":\"setup\",\"function\":\"attach\",\"thread\":\"T\",\"engine\":\"E\",\"flags\":16,\"ops\":\"o\",\"data\":\"d\"");
        talk.Ask("call", "\"context\":\"D\",\"function\":\"set_events\",\"engine\":\"E\",\"events\":1");
        talk.Send("call", "\"context\":\"D\",\"function\":\"control\",\"engine\":\"E\",\"action\":2");
        var callback = talk.Next(l => string.Equals((string?)l["method"], "callback", StringComparison.Ordinal));
        talk.Ask("settle", Settle); // The control has returned.
        return callback;
    }

    /// <summary>Asks for settle with a door shut: the session says that nothing moves, and yet there is no answer.</summary>
    private static int AskWhileShut(Conversation talk, DoorAdapter doors)
    {
        while (doors.Settled.Wait(0))
        {
            // Earlier ones.
        }

        talk.Passed.Clear();
        var settle = talk.Send("settle", Settle);
        Assert.That(doors.Settled.Wait(Patience), Is.True, "the session was asked");
        Assert.That(doors.Settled.Wait(Patience), Is.True, "and again, because it was not believed");
        talk.Ask("probe", "\"thread\":\"T\"");
        Assert.That(talk.Passed.Select(l => (int?)l["id"]), Does.Not.Contain(settle));
        return settle;
    }

    private static void AssertCounts(JsonObject answer, int calls, int callbacks = 0)
    {
        var result = answer["result"]!;
        Assert.That(
            (result["settled"]!.GetValue<bool>(), result["blockedCalls"]!.GetValue<int>(), result["openCallbacks"]!.GetValue<int>()),
            Is.EqualTo((true, calls, callbacks)));
    }
}
