using Utrace.Spec;

namespace Utrace.Adapters.Threaded;

/// <summary>What one reporting pass has come to so far; private to the traced thread (steps 6.0: L).</summary>
internal sealed class ReportPass(UtraceEvents @event, Callback callback)
{
    /// <summary>The event in progress; None for the pass before user mode.</summary>
    public UtraceEvents Event => @event;

    /// <summary>The specific callback of the event.</summary>
    public Callback Callback => callback;

    /// <summary>The event-specific bits of the last result.</summary>
    public uint Word { get; set; }

    /// <summary>Whether a callback has given a word.</summary>
    public bool IsWordGiven { get; set; }

    /// <summary>Argument-only bits that the next callbacks see.</summary>
    public uint ExtraBits { get; set; }

    /// <summary>The strongest action so far, STOP included: the argument of the next callback.</summary>
    public ResumeAction Action { get; set; } = ResumeAction.Resume;

    /// <summary>What <see cref="Action"/> was when the engine's turn began.</summary>
    public ResumeAction Before { get; set; } = ResumeAction.Resume;

    /// <summary>The strongest action so far other than STOP: it survives the stop (RESUME-09).</summary>
    public ResumeAction Keep { get; set; } = ResumeAction.Resume;

    /// <summary>The engine whose report_quiesce was the last, and gave STOP for the event in progress.</summary>
    public Engine? StoppedByQuiesce { get; set; }

    /// <summary>An engine was found detached; the list needs a clean-up.</summary>
    public bool FoundDetached { get; set; }

    /// <summary>Nothing useful happened yet; the flags of the thread promise too much.</summary>
    public bool IsSpurious { get; set; } = true;

    /// <summary>report_exit: the code the thread died with.</summary>
    public int OriginalCode { get; init; }

    /// <summary>report_exit: the code as engines left it.</summary>
    public int Code { get; set; }

    /// <summary>report_clone: what was made.</summary>
    public CloneKind CloneKind { get; init; }

    /// <summary>report_clone: the child.</summary>
    public string? Child { get; init; }

    /// <summary>report_signal: the signal in info; None where it holds none.</summary>
    public SignalNumber Signal { get; set; }

    /// <summary>report_signal: orig_ka; null in a pass that began without a signal (SIGNAL-05).</summary>
    public Disposition? Original { get; init; }

    /// <summary>report_signal: return_ka, as engines left it (SIGNAL-04).</summary>
    public Disposition Disposition { get; set; }

    /// <summary>report_jctl: a stop or a continue.</summary>
    public JctlType Type { get; init; }

    /// <summary>report_jctl: what the parent is going to be told.</summary>
    public JctlType Notify { get; init; }

    /// <summary>Results that a fault applies only at the end of the pass (H-01); empty otherwise.</summary>
    public List<(Engine Engine, ActionWord Result)> Late { get; } = [];

    /// <summary>System call entry: the same attempt is reported again. The syscall action chosen so far stays (SYSCALL-03), the resume actions do not.</summary>
    /// <param name="afresh">The resume actions start over (SYSCALL-08).</param>
    /// <param name="marked">The callbacks see RESUMED (SYSCALL-07).</param>
    public void BeginRepeat(bool afresh, bool marked)
    {
        FoundDetached = false;
        IsSpurious = true;
        ExtraBits = marked ? (uint)SyscallAction.Resumed : 0;
        if (afresh)
        {
            Action = ResumeAction.Resume;
            Keep = ResumeAction.Resume;
        }
    }
}
