using System.Collections.Immutable;

namespace Utrace.Adapters.Wire.Kit;

/// <summary>
/// The steps that contexts at the other end of a wire made in one scenario, in their order: what the next scenario of the same exploration repeats of them can be asked for
/// in one <c>go</c>. Not thread-safe.
/// </summary>
internal sealed class TurnRecord
{
    private readonly List<Turn> _turns = [];

    /// <summary>How many steps were made.</summary>
    public int Count => _turns.Count;

    /// <summary>A step was made.</summary>
    public void Add(in Turn turn) => _turns.Add(turn);

    /// <summary>Whether the step at <paramref name="at"/> was of this context, after as many choices.</summary>
    public bool Has(int at, string context, int chosen) =>
        at < _turns.Count && _turns[at].Chosen == chosen && string.Equals(_turns[at].Context, context, StringComparison.Ordinal);

    /// <summary>Who made the steps from <paramref name="at"/> on, up to the first after which it was the kit's turn; none that was made after more than <paramref name="repeated"/> choices.</summary>
    public ImmutableArray<string> From(int at, int repeated)
    {
        var ahead = ImmutableArray.CreateBuilder<string>();
        for (; at < _turns.Count && _turns[at].Chosen <= repeated; at++)
        {
            if (ahead.Count > 0 && _turns[at].IsAfterTheKit)
            {
                break;
            }

            ahead.Add(_turns[at].Context);
            if (_turns[at].IsBeforeTheKit)
            {
                break;
            }
        }

        return ahead.DrainToImmutable();
    }
}

/// <summary>One step.</summary>
/// <param name="Context">Who made it.</param>
/// <param name="Chosen">How many choices the kit had made, the one of this step included; 0 during setup.</param>
/// <param name="IsAfterTheKit">Whether the kit sent something else than a <c>go</c> before it.</param>
/// <param name="IsBeforeTheKit">Whether it ended with the kit's turn.</param>
internal readonly record struct Turn(string Context, int Chosen, bool IsAfterTheKit, bool IsBeforeTheKit);
