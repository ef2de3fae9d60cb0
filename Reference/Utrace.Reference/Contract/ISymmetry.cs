namespace Utrace.Reference;

/// <summary>
/// A group of renamings of a system's contexts and what they name, under which it looks the same: the successors of a renamed state are the renamed successors, and the
/// initial state is its own image. Threads keep their names. Pure, as the system.
/// </summary>
public interface ISymmetry
{
    /// <summary>How many renamings there are, the one that changes nothing included, which is number 0.</summary>
    int Order { get; }

    /// <summary>Writes the image of a state.</summary>
    void Rename(ReadOnlySpan<byte> state, int renaming, Span<byte> into);

    /// <summary>The image of a label.</summary>
    Label Rename(Label label, int renaming);

    /// <summary>The image of a context.</summary>
    int RenameContext(int context, int renaming);

    /// <summary>One renaming after another.</summary>
    int Compose(int first, int then);

    /// <summary>The renaming that takes another back.</summary>
    int Inverse(int renaming);
}
