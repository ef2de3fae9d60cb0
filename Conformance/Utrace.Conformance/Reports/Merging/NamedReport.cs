
namespace Utrace.Conformance.Reports.Merging;

/// <summary>A report and the name of its file, for messages.</summary>
/// <param name="Name">The name.</param>
/// <param name="Report">The report.</param>
public sealed record NamedReport(string Name, Report Report);
