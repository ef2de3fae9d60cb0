using Utrace.Reference.Kernel;
using Utrace.Spec;
using Utrace.Spec.Logs;

namespace Utrace.Reference;

/// <summary>Labels to log lines and back.</summary>
public sealed partial class UtraceModel
{
    /// <inheritdoc/>
    public LogEvent Decode(Label label) => LabelText.Decode(_program, label);

    /// <inheritdoc/>
    /// <remarks>Lines are compared as texts: what a line does not show (the result of report_reap, the event of report_exec) says nothing.</remarks>
    public bool TryEncode(LogEvent line, out Label label) =>
        LabelText.TryEncode(_program, line, out label) && string.Equals(Decode(label).ToString(), line.ToString(), StringComparison.Ordinal);
}
