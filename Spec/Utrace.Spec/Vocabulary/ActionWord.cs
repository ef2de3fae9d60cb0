namespace Utrace.Spec;

/// <summary>The u32 that a callback gets as its argument and gives as its result: a resume action in the low three bits, event bits above (guarantees 1.2-1.4).</summary>
/// <param name="Value">The raw word.</param>
public readonly record struct ActionWord(uint Value)
{
    /// <summary>Makes a word of its parts.</summary>
    public ActionWord(ResumeAction action, uint bits = 0)
        : this((uint)action | bits)
    {
    }

    /// <summary>The resume action.</summary>
    public ResumeAction Action => (ResumeAction)(Value & 7);

    /// <summary>The event-specific bits.</summary>
    public uint Bits => Value & ~7u;
}
