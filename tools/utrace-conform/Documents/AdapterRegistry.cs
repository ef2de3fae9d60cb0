using Utrace.Adapters;
using Utrace.Adapters.Threaded;
using Utrace.Adapters.Wire.Connections;
using Utrace.Adapters.Wire.Kit;
using Utrace.Conform.Cli;
using Utrace.Conformance.Verdicts;
using Utrace.Reference.Adapter;

namespace Utrace.Conform.Documents;

/// <summary>The implementations that the command line can reach, by name.</summary>
internal static class AdapterRegistry
{
    /// <summary>The adapter that hosts faults.</summary>
    public const string FaultHost = "threaded";

    private static readonly (string Name, Func<IAdapter> Make)[] Known =
    [
        .. ReferenceAdapter.All.Select(a => (a.Identity.Name, (Func<IAdapter>)(() => a))),
        (FaultHost, () => new ThreadedAdapter()),
    ];

    /// <summary>The names: the reference under every profile, and the threaded implementation.</summary>
    public static IEnumerable<string> Names => Known.Select(k => k.Name);

    /// <summary>Whether a name is that of an implementation in the kit itself, with or without a fault.</summary>
    public static bool IsBuiltIn(string name) => Names.Contains(name, StringComparer.Ordinal) || name.StartsWith(FaultHost + "+", StringComparison.Ordinal);

    /// <summary>Whether the kit has an implementation of this name, with a fault or without.</summary>
    public static bool IsKnown(string name) => Names.Contains(name, StringComparer.Ordinal) || name.StartsWith(FaultHost + "+", StringComparison.Ordinal);

    /// <summary>Every implementation, without faults.</summary>
    public static IReadOnlyList<IAdapter> All => [.. Known.Select(k => k.Make())];

    /// <summary>What is certified where nothing else is asked for: the two that claim to be right.</summary>
    public static IReadOnlyList<IAdapter> Default => [new ReferenceAdapter(), new ThreadedAdapter()];

    /// <summary>
    /// The implementations of some names (none: all, or with a fault or variant only the one that hosts it), the fault or variant switched on where it lives.
    /// Those at the other end of a wire are running when this returns; they are the caller's to dispose.
    /// </summary>
    public static IReadOnlyList<IAdapter> Resolve(IReadOnlyList<string> names, string? fault, WireOptions? wire = null, string? variant = null)
    {
        List<IAdapter> made = [];
        try
        {
            foreach (var name in NamesOf(names, fault, variant))
            {
                made.Add(WireEndpoint.IsEndpoint(name) ? Reach(name, wire ?? new WireOptions()) : Get(name, "--adapter"));
            }

            return made;
        }
        catch
        {
            Close(made);
            throw;
        }
    }

    /// <summary>Ends those at the other end of a wire.</summary>
    public static void Close(IEnumerable<IAdapter> adapters)
    {
        foreach (var adapter in adapters.OfType<IDisposable>())
        {
            adapter.Dispose();
        }
    }

    private static IEnumerable<string> NamesOf(IReadOnlyList<string> names, string? fault, string? variant)
    {
        if (fault is null && variant is null)
        {
            return names.Count == 0 ? Default.Select(a => a.Identity.Name) : names.Distinct(StringComparer.Ordinal);
        }

        if (fault is not null && variant is not null)
        {
            throw new UserError(ExitCode.Usage, "--fault and --variant together", $"--fault {fault} --variant {variant}", "one of them: an implementation is wrong, or right in another way", "run them one after the other");
        }

        var option = fault is null ? "--variant" : "--fault";
        var name = fault is null ? FindVariant(variant!, option).Name : FindFault(fault, option).Name;
        if (names.Count > 0 && !names.Contains(FaultHost, StringComparer.Ordinal))
        {
            throw new UserError(
                ExitCode.Usage, $"{option} {name} without --adapter {FaultHost}", "--adapter " + string.Join(", ", names),
                $"--adapter {FaultHost}: {option[2..]}s live there, the other implementations have none", $"add --adapter {FaultHost}, or leave --adapter out");
        }

        var faulty = $"{FaultHost}+{name}";
        return names.Count == 0 ? [faulty] : names.Distinct(StringComparer.Ordinal).Select(n => string.Equals(n, FaultHost, StringComparison.Ordinal) ? faulty : n);
    }

    /// <summary>The fault of a name.</summary>
    public static Fault FindFault(string name, string where) => Faults.Find(name) ?? throw new UserError(
        ExitCode.Usage,
        $"unknown fault '{name}'" + (Faults.NearestTo(name) is { } near ? $"; did you mean '{near}'?" : ""),
        where, $"one of the {Faults.All.Length} faults of {FaultHost}", $"{ConformCommandLine.ProgramName} list faults shows them all");

    /// <summary>The legal variant of a name.</summary>
    public static Variant FindVariant(string name, string where) => Variants.Find(name) ?? throw new UserError(
        ExitCode.Usage,
        $"unknown variant '{name}'" + (Variants.NearestTo(name) is { } near ? $"; did you mean '{near}'?" : ""),
        where, $"one of the {Variants.All.Length} legal variants of {FaultHost}", $"{ConformCommandLine.ProgramName} list variants shows them all");

    /// <summary><c>threaded+NAME</c>, as reports write it, is the threaded implementation with that fault, or that legal variant of it.</summary>
    public static IAdapter Get(string name, string where)
    {
        if (name.StartsWith(FaultHost + "+", StringComparison.Ordinal))
        {
            var what = name[(FaultHost.Length + 1)..];
            return Variants.Find(what) is { } variant ? new ThreadedAdapter(variant) : new ThreadedAdapter(FindFault(what, where));
        }

        foreach (var (known, make) in Known)
        {
            if (string.Equals(known, name, StringComparison.Ordinal))
            {
                return make();
            }
        }

        throw new UserError(
            ExitCode.Usage, $"unknown adapter '{name}'" + (File.Exists(name.Split(' ')[0]) ? $"; did you mean 'exec:{name}'?" : ParseErrors.DidYouMean(name, Names)), where,
            $"one of {ParseErrors.Join(Names)}, {FaultHost}+FAULT, or {WireEndpoint.Forms}", $"{ConformCommandLine.ProgramName} list adapters shows what each can do");
    }

    /// <summary>What an adapter's error begins with what to do by.</summary>
    private const string Do = "; do: ";

    private static WireAdapter Reach(string name, WireOptions wire)
    {
        try
        {
            return WireAdapter.Connect(WireEndpoint.Parse(name), wire);
        }
        catch (FormatException e)
        {
            throw new UserError(ExitCode.Usage, e.Message, $"--adapter {name}", WireEndpoint.Forms, "docs/protocol.md says what each form means");
        }
        catch (AdapterException e)
        {
            var (said, todo) = e.Message.LastIndexOf(Do, StringComparison.Ordinal) is >= 0 and var at
                ? (e.Message[..at], e.Message[(at + Do.Length)..])
                : (e.Message, "docs/protocol.md says what is due when; utrace-conform serve is an adapter that works");
            throw new UserError(ExitCode.AdapterUnavailable, $"the adapter is not available: {said}", $"--adapter {name}", null, todo);
        }
    }
}
