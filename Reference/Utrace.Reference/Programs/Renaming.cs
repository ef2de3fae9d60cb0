namespace Utrace.Reference.Programs;

/// <summary>One renaming: by index the image of every context, engine, identity and call.</summary>
internal sealed class Renaming(byte[] contexts, byte[] engines, byte[] identities, ushort[] calls)
{
    public byte[] Contexts { get; } = contexts;

    public byte[] Engines { get; } = engines;

    public byte[] Identities { get; } = identities;

    public ushort[] Calls { get; } = calls;

    /// <summary>Equal keys are equal renamings: the images of calls follow from the others.</summary>
    public string Key => $"{Convert.ToHexString(Contexts)}/{Convert.ToHexString(Engines)}/{Convert.ToHexString(Identities)}";

    /// <summary>This one, then another.</summary>
    public Renaming Then(Renaming next) => new(
        [.. Contexts.Select(c => next.Contexts[c])],
        [.. Engines.Select(e => next.Engines[e])],
        [.. Identities.Select(i => next.Identities[i])],
        [.. Calls.Select(c => next.Calls[c])]);

    /// <summary>The image of an engine's index + 1; 0 stays.</summary>
    public byte Engine(byte plusOne) => plusOne == 0 ? (byte)0 : (byte)(Engines[plusOne - 1] + 1);

    /// <summary>The image of a set of engines.</summary>
    public ulong EngineSet(ulong engines)
    {
        var image = 0ul;
        for (var rest = engines; rest != 0; rest &= rest - 1)
        {
            image |= 1ul << Engines[System.Numerics.BitOperations.TrailingZeroCount(rest)];
        }

        return image;
    }
}
