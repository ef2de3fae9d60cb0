using Utrace.Conformance.Monitors;
using Utrace.Conformance.Verdicts;
using Utrace.Reference;

namespace Utrace.Conform.Documents;

/// <summary>The models that verdicts rest on.</summary>
internal static class Models
{
    /// <summary>A fresh cache: the normative model of every scenario, with every monitor.</summary>
    public static ModelCache Normative() => new(s => UtraceModel.Create(s), MonitorRun.Check);
}
