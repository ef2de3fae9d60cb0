using Utrace.Spec.Loading.Yaml;

namespace Utrace.Spec.Loading.Grammar;

/// <summary>Where a step may stand.</summary>
[Flags]
internal enum StepPlaces : byte
{
    /// <summary>A thread's program.</summary>
    Program = 1,

    /// <summary>An actor's script.</summary>
    Script = 2,

    /// <summary>A callback's <c>do</c>.</summary>
    Callback = 4,
}

/// <summary>A kind of step.</summary>
/// <param name="Verb">Its word.</param>
/// <param name="Places">Where it may stand.</param>
/// <param name="Value">What follows the word; null where nothing may.</param>
/// <param name="Doc">What it does, in a sentence.</param>
/// <param name="Bare">Whether the word may stand alone.</param>
/// <param name="Results">The words that <c>expect</c> may list; null: it gives no result.</param>
internal sealed record StepSpec(string Verb, StepPlaces Places, ValueSpec? Value, string Doc, bool Bare = false, ResultWords? Results = null);

/// <summary>What a call can give.</summary>
internal enum ResultWords : byte
{
    /// <summary>0 or an error code.</summary>
    ZeroOrErrno,

    /// <summary>A number or an error code.</summary>
    NumberOrErrno,

    /// <summary>An engine's name or an error code.</summary>
    EngineOrErrno,

    /// <summary>A thread state.</summary>
    State,
}

/// <summary>A step as written: its kind, and the node behind its word (null where the word stands alone).</summary>
internal readonly record struct StepNode(StepSpec Spec, YamlScalar Verb, YamlNode? Value, YamlMap? Map);
