namespace Utrace.Conformance.Scheduling.Search;

/// <summary>
/// What each step touches at most: all that was seen of it in any schedule so far. A step is known by its context and by what that context's steps before
/// it touched. What a step touches can depend on the values it finds; the reduction needs dependencies that do not (docs/schedules.md).
/// </summary>
internal sealed class KnownFootprints
{
    private readonly Dictionary<ulong, Footprint> _known = [];

    /// <summary>Whether a step was found to touch more than was known of it, since <see cref="Settle"/>: decisions made before may lack an alternative.</summary>
    public bool HasGrown { get; private set; }

    /// <summary>From now on growth counts anew; what is known stays.</summary>
    public void Settle() => HasGrown = false;

    /// <summary>Adds what a step touched, and makes it what is known.</summary>
    /// <param name="step">Which step.</param>
    /// <param name="footprint">What it touched now.</param>
    public void Widen(ulong step, Footprint footprint)
    {
        if (!_known.TryGetValue(step, out var known))
        {
            known = new Footprint();
            known.Set(footprint);
            _known.Add(step, known);
            return;
        }

        HasGrown |= known.Include(footprint);
        footprint.Set(known);
    }
}
