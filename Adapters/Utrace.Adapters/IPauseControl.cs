namespace Utrace.Adapters;

/// <summary>
/// The kit's side of pause points. A context runs from the moment a member returns to it until it calls the next one; meanwhile no other context of
/// the session runs. Contexts are named as everywhere: threads and actors. Once the session is disposed every waiting member returns; the implementation then unwinds.
/// </summary>
public interface IPauseControl
{
    /// <summary>A context of the implementation's own (a traced thread) comes into being; told by the context that makes it, which goes on running.</summary>
    /// <param name="context">Who.</param>
    /// <param name="body">What it does, from the moment it is chosen; run on an OS thread of the kit's. The context is over when it returns.</param>
    void Start(string context, Action body);

    /// <summary>
    /// The context could go on, and is at a named point (see <see cref="PausePoints"/>). Returns when it is chosen; at once where it has not touched
    /// anything since it was last chosen.
    /// </summary>
    void Pause(string context, string point);

    /// <summary>The context cannot go on until somebody else makes it <see cref="Ready"/>. Returns when that has happened and it is chosen.</summary>
    /// <param name="context">Who.</param>
    /// <param name="what">For what it waits, for wait-for graphs; asked only when somebody wants to know.</param>
    void Block(string context, Func<string> what);

    /// <summary>A blocked context, or one that is just about to block, can go on; told by the running context, which goes on running.</summary>
    void Ready(string context);

    /// <summary>A number for a shared variable, e.g. <c>E.Flags</c>; the same name has the same number in every session of one exploration.</summary>
    int Variable(string name);

    /// <summary>
    /// The running context reads or writes a shared variable. Optional: an implementation that never asks for a <see cref="Variable"/> is explored without
    /// reduction. One that does must tell every access by which two contexts can notice each other.
    /// </summary>
    void Touch(int variable, bool isWrite);

    /// <summary>How many choices were made so far in this session: 0 during setup, 1 while the context that was chosen first runs.</summary>
    int Chosen => 0;

    /// <summary>
    /// How many of the session's first choices are known beforehand, and are those of the last session of the same exploration: while <see cref="Chosen"/> is no more, an
    /// implementation that follows from its choices alone does what it did there. For an implementation far away, which can be told these choices at once.
    /// </summary>
    int Repeated => 0;

    /// <summary>Whatever the implementation wants to find again in the next session of the same exploration; null in the first.</summary>
    object? Kept
    {
        get => null;
        set { }
    }
}
