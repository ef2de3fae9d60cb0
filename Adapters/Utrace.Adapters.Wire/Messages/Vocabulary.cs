using System.Collections.Immutable;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Adapters.Wire.Messages;

/// <summary>The closed sets of words of the protocol.</summary>
internal enum Vocabulary
{
    Capability,
    Tier,
    Callback,
    Function,
    Errno,
    State,
    Stage,
    Activity,
    Sleep,
    Halt,
    Stepping,
    Clone,
    Disposition,
    Jctl,
}

/// <summary>The text of a field is a word of a closed set; of an array, each element.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WordsAttribute(Vocabulary vocabulary) : Attribute
{
    /// <summary>Which set.</summary>
    public Vocabulary Vocabulary { get; } = vocabulary;
}

/// <summary>The words themselves: utrace's own, as in logs and scenarios.</summary>
internal static class WireWords
{
    /// <summary>Where a context stands after a step.</summary>
    public const string AtPoint = "point";

    /// <summary>It cannot go on until somebody else makes it ready.</summary>
    public const string AtBlocked = "blocked";

    /// <summary>It has just sent a callback request.</summary>
    public const string AtCallback = "callback";

    /// <summary>It has just answered a call or awaitState.</summary>
    public const string AtReturned = "returned";

    /// <summary>It has just sent a notification.</summary>
    public const string AtTold = "told";

    /// <summary>Its body is over.</summary>
    public const string AtOver = "over";

    /// <summary>The words of a set, in the order in which messages list them.</summary>
    public static ImmutableArray<string> Of(Vocabulary vocabulary) => vocabulary switch
    {
        Vocabulary.Capability => [.. Utrace.Spec.Capability.All],
        Vocabulary.Tier => [.. Enum.GetNames<ControlTier>()],
        Vocabulary.Callback => [.. Words.OfCallbacks],
        Vocabulary.Function => [.. Words.OfFunctions],
        Vocabulary.Errno => ["0", .. Words.OfErrnos],
        Vocabulary.State => [.. Words.OfTraceeStates],
        Vocabulary.Stage => [.. Enum.GetValues<ActivityStage>().Select(Of)],
        Vocabulary.Activity => ["tick", "exec", "syscall", "exit", "exit_group", "user", "clone", "sigaction", "sigmask", "wait"],
        Vocabulary.Stepping => [.. Words.OfStepHardware],
        Vocabulary.Clone => [.. Words.OfCloneKinds],
        Vocabulary.Disposition => [.. Words.OfDispositions],
        Vocabulary.Jctl => [.. Words.OfJctlTypes.Skip(1)],
        Vocabulary.Sleep => ["none", "interruptible", "uninterruptible"],
        Vocabulary.Halt => [AtPoint, AtBlocked, AtCallback, AtReturned, AtTold, AtOver],
        _ => throw new ArgumentOutOfRangeException(nameof(vocabulary), vocabulary, "no such set of words"),
    };

    /// <summary>The word of a stage, as in logs.</summary>
    public static string Of(ActivityStage stage) => stage.ToString().ToLowerInvariant();
}
