using System.ComponentModel;

namespace Utrace.Adapters.Wire.Messages;

/// <summary>A callback begins.</summary>
internal sealed record CallbackParams
{
    [Description("Who runs it: the traced thread; for report_reap whoever reaps.")]
    public required string Context { get; init; }

    [Description("The engine.")]
    public required string Engine { get; init; }

    [Words(Vocabulary.Callback)]
    [Description("Which callback.")]
    public required string Callback { get; init; }

    [Description("The action word, as a number; absent for report_death and report_reap.")]
    public uint? Action { get; init; }

    [Description("report_quiesce, report_signal: the event in progress, as a mask. Absent: 0.")]
    public int? Event { get; init; }

    [Description("report_exit: the untouched code. Absent: 0.")]
    public int? OriginalCode { get; init; }

    [Description("report_exit: the code as earlier engines left it. Absent: 0.")]
    public int? Code { get; init; }

    [Description("report_signal: the number in info. Absent: info holds none.")]
    public int? Signal { get; init; }

    [Words(Vocabulary.Disposition)]
    [Description("report_signal: orig_ka. Absent: NULL, the pass began without a signal.")]
    public string? OrigKa { get; init; }

    [Words(Vocabulary.Disposition)]
    [Description("report_signal: return_ka, as earlier engines left it. Absent: default.")]
    public string? ReturnKa { get; init; }

    [Words(Vocabulary.Clone)]
    [Description("report_clone: what was made.")]
    public string? Kind { get; init; }

    [Description("report_clone: the child.")]
    public string? Child { get; init; }

    [Words(Vocabulary.Jctl)]
    [Description("report_jctl: the change.")]
    public string? Type { get; init; }

    [Words(Vocabulary.Jctl)]
    [Description("report_jctl: what the parent is going to be told. Absent: nothing.")]
    public string? Notify { get; init; }
}

/// <summary>A callback returns.</summary>
internal sealed record CallbackResult
{
    [Description("What the callback returns: the action word, as a number. Without meaning for report_reap.")]
    public required uint Action { get; init; }

    [Description("report_exit: the code to write through the pointer. Absent: leave it.")]
    public int? ExitCode { get; init; }

    [Description("report_signal: the number to write into info. Absent: leave it.")]
    public int? Signal { get; init; }

    [Words(Vocabulary.Disposition)]
    [Description("report_signal: what to write into return_ka. Absent: leave it.")]
    public string? ReturnKa { get; init; }
}

/// <summary>A handler ran.</summary>
internal sealed record HandlerRanParams
{
    [Description("The thread.")]
    public required string Thread { get; init; }

    [Description("The number of the signal.")]
    public required int Signal { get; init; }
}

/// <summary>The parent was told.</summary>
internal sealed record ParentToldParams
{
    [Description("The thread.")]
    public required string Thread { get; init; }

    [Words(Vocabulary.Jctl)]
    [Description("Of what.")]
    public required string What { get; init; }
}

/// <summary>A wake-up took effect.</summary>
internal sealed record WokenUpParams
{
    [Description("Whose callback made it.")]
    public required string Context { get; init; }

    [Description("The gate; the kit opens it.")]
    public required string Gate { get; init; }
}

/// <summary>An engine is meant.</summary>
internal sealed record EngineParams
{
    [Description("The engine.")]
    public required string Engine { get; init; }
}

/// <summary>A stage of an activity.</summary>
internal sealed record StagedParams
{
    [Description("The thread.")]
    public required string Thread { get; init; }

    [Words(Vocabulary.Stage)]
    [Description("The stage. done ends the activity.")]
    public required string Stage { get; init; }

    [Description("The activity: exec, syscall NAME, exit, exit_group, clone CHILD, clone, sigaction SIGNAL DISPOSITION, sigmask SIGNALS, wait CHILD or user.")]
    public required string What { get; init; }
}

/// <summary>The implementation broke down.</summary>
internal sealed record CrashedParams
{
    [Description("Who: a thread, an actor, or a word of the implementation's own.")]
    public required string Context { get; init; }

    [Description("What happened; a stack trace may follow after a newline.")]
    public required string Message { get; init; }
}

/// <summary>Free text.</summary>
internal sealed record NoteParams
{
    [Description("Shown with --trace, never judged.")]
    public required string Text { get; init; }
}
