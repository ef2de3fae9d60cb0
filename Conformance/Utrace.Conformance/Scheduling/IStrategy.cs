namespace Utrace.Conformance.Scheduling;

/// <summary>
/// Chooses the schedules of a controlled program, one after another: who goes on at every step. Deterministic given its own seed, and given that the
/// program is deterministic. Not thread-safe.
/// </summary>
public interface IStrategy
{
    /// <summary>
    /// The first choices of the present schedule, as far as they are fixed before it begins (it repeats an earlier one up to there); asked after <see cref="Begin"/>.
    /// Empty where nothing is known.
    /// </summary>
    IReadOnlyList<int> Known => [];

    /// <summary>Begins the next schedule; false where nothing is left to try.</summary>
    bool Begin();

    /// <summary>Who goes on: one of <see cref="Decision.Enabled"/>. Asked at every step, also where only one context can go on. -1 ends the schedule: whatever follows was seen before.</summary>
    int Choose(in Decision decision);

    /// <summary>The chosen context ran to its next point. Told once per step, before the next <see cref="Choose"/> or <see cref="End"/>.</summary>
    /// <param name="accesses">What it read and wrote of what is shared, each variable at most twice (once read, once written).</param>
    void Ran(ReadOnlySpan<Access> accesses);

    /// <summary>No context could go on, and the kit made some ready (settle): every step before comes before every step behind, in every schedule.</summary>
    void Rested()
    {
    }

    /// <summary>The schedule is over: no context can go on, or <see cref="Choose"/> ended it.</summary>
    void End();
}
