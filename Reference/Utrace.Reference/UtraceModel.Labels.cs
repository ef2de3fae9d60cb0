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
    public bool TryEncode(LogEvent line, out Label label) => LabelText.TryEncode(_program, line, out label) && Decode(label).Equals(line);
}
