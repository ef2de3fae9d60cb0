using Utrace.Reference.Programs;
using Utrace.Reference.State;

namespace Utrace.Reference.Kernel;

/// <summary>The group that the exchanges of interchangeable actors generate.</summary>
internal sealed class ModelSymmetry : ISymmetry
{
    /// <summary>Renamings at most: five interchangeable actors. Further exchanges are left out; what is left is a group as well.</summary>
    private const int MaxOrder = 120;

    private readonly WorldProgram _program;
    private readonly Layout _layout;
    private readonly Renaming[] _renamings;
    private readonly byte[] _products;
    private readonly byte[] _inverses;

    private ModelSymmetry(WorldProgram program, Layout layout, List<Renaming> renamings)
    {
        (_program, _layout, _renamings) = (program, layout, [.. renamings]);
        var numbers = renamings.Select((r, n) => (r.Key, n)).ToDictionary(p => p.Key, p => (byte)p.n, StringComparer.Ordinal);
        _products = new byte[Order * Order];
        _inverses = new byte[Order];
        for (var first = 0; first < Order; first++)
        {
            for (var then = 0; then < Order; then++)
            {
                var product = numbers[renamings[first].Then(renamings[then]).Key];
                _products[(first * Order) + then] = product;
                if (product == 0)
                {
                    _inverses[first] = (byte)then;
                }
            }
        }
    }

    public int Order => _renamings.Length;

    /// <summary>The group of a program; null where no two actors are interchangeable.</summary>
    public static ModelSymmetry? Of(WorldProgram program, Layout layout)
    {
        List<Renaming> group = [Interchange.Nothing(program)];
        if (program.Driven is not null)
        {
            return null;
        }

        var generators = new List<Renaming>();
        foreach (var exchange in new Interchange(program).Exchanges())
        {
            if (Closure(group[0], [.. generators, exchange]) is { } larger)
            {
                generators.Add(exchange);
                group = larger;
            }
        }

        return group.Count == 1 ? null : new ModelSymmetry(program, layout, group);
    }

    public void Rename(ReadOnlySpan<byte> state, int renaming, Span<byte> into) => StateNames.Rename(_program, _layout, _renamings[renaming], state, into);

    public Label Rename(Label label, int renaming)
    {
        var names = _renamings[renaming];
        var kind = Labels.KindOf(label);
        var value = label.Value;
        if (kind is Labels.Kind.Hidden)
        {
            return label;
        }

        if (kind is not Labels.Kind.Released)
        {
            value = With(value, 8, 8, names.Contexts[Labels.ContextOf(label)]);
        }

        if (kind is Labels.Kind.CallBegan or Labels.Kind.CallReturned)
        {
            value = With(value, 16, 16, names.Calls[Labels.Field(label, 16, 16)]);
        }

        if (kind is Labels.Kind.CallReturned)
        {
            value = With(value, 40, 8, names.Engine((byte)Labels.Field(label, 40, 8)));
        }

        if (kind is Labels.Kind.CallbackBegan or Labels.Kind.CallbackEnded or Labels.Kind.Released)
        {
            value = With(value, 16, 8, names.Engines[Labels.Field(label, 16, 8)]);
        }

        return new Label(value);
    }

    public int RenameContext(int context, int renaming) => _renamings[renaming].Contexts[context];

    public int Compose(int first, int then) => _products[(first * Order) + then];

    public int Inverse(int renaming) => _inverses[renaming];

    private static ulong With(ulong value, int shift, int bits, int field) => (value & ~(((1ul << bits) - 1) << shift)) | ((ulong)field << shift);

    private static List<Renaming>? Closure(Renaming nothing, List<Renaming> generators)
    {
        List<Renaming> group = [nothing];
        var known = new HashSet<string>(StringComparer.Ordinal) { nothing.Key };
        for (var n = 0; n < group.Count; n++)
        {
            foreach (var next in generators.Select(g => group[n].Then(g)).Where(r => known.Add(r.Key)))
            {
                group.Add(next);
                if (group.Count > MaxOrder)
                {
                    return null;
                }
            }
        }

        return group;
    }
}
