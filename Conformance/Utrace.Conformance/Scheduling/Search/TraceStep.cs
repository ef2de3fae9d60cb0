namespace Utrace.Conformance.Scheduling.Search;

/// <summary>One step of a schedule and its place in the happens-before order. Reused from schedule to schedule.</summary>
internal sealed class TraceStep
{
    /// <summary>The context that was chosen, the way included.</summary>
    public int Choice { get; set; }

    /// <summary>The context without the way.</summary>
    public int Process { get; set; }

    /// <summary>The how-many-eth step of its context it is, from 1.</summary>
    public int Index { get; set; }

    /// <summary>A bit for each choice that there was.</summary>
    public ulong Enabled { get; set; }

    /// <summary>Who ran before; -1 at the start.</summary>
    public int Last { get; set; }

    /// <summary>The first step since everybody last rested: all steps before come before this one in every schedule.</summary>
    public int PhaseStart { get; set; }

    /// <summary>How often a context that could go on was left, up to here.</summary>
    public int Preemptions { get; set; }

    /// <summary>What it touched, or what is known that it may touch.</summary>
    public Footprint Footprint { get; } = new();

    /// <summary>What its context did up to and with this step: the context, and what each step touched.</summary>
    public ulong History { get; set; }

    /// <summary>Of each context, how many of its steps happen before this one or are it.</summary>
    public int[] Clock { get; set; } = [];

    /// <summary>A fingerprint of the happens-before order up to here; the same in every schedule of a trace.</summary>
    public ulong Fingerprint { get; set; }
}
