namespace Utrace.Spec;

/// <summary>A set of signals: bit n stands for number n.</summary>
public readonly record struct SignalSet(uint Bits)
{
    /// <summary>The signals that stop a group.</summary>
    public static SignalSet Stops { get; } = Of(SignalNumber.SIGSTOP, SignalNumber.SIGTSTP, SignalNumber.SIGTTIN, SignalNumber.SIGTTOU);

    /// <summary>The signals whose default is to do nothing.</summary>
    public static SignalSet IgnoredByDefault { get; } = Of(SignalNumber.SIGCHLD, SignalNumber.SIGCONT, SignalNumber.SIGWINCH);

    /// <summary>The signals whose default is to dump core.</summary>
    public static SignalSet Cores { get; } = Of(SignalNumber.SIGQUIT, SignalNumber.SIGTRAP, SignalNumber.SIGABRT, SignalNumber.SIGSEGV);

    /// <summary>Whether it is empty.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>The set of these signals.</summary>
    public static SignalSet Of(params ReadOnlySpan<SignalNumber> signals)
    {
        var bits = 0u;
        foreach (var signal in signals)
        {
            bits |= 1u << (int)signal;
        }

        return new SignalSet(bits);
    }

    /// <summary>Whether a signal is in it.</summary>
    public bool Has(SignalNumber signal) => (Bits & (1u << (int)signal)) != 0;

    /// <summary>The signals' words joined by <c>|</c> by number; <c>0</c> for none.</summary>
    public override string ToString()
    {
        var bits = Bits;
        return bits == 0 ? "0" : string.Join('|', Enum.GetValues<SignalNumber>().Where(s => (bits & (1u << (int)s)) != 0 && s is not SignalNumber.None));
    }
}
