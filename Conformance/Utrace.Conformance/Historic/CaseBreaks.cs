using System.Collections.Immutable;
using Utrace.Conformance.Oracle;
using Utrace.Spec.Logs;

namespace Utrace.Conformance.Historic;

/// <summary>A log that one model shows and another forbids.</summary>
/// <param name="Log">The shortest whole log that leaves the other model at this place, or where there is no end to it, up to this place.</param>
/// <param name="Refused">Index of the line that the other model forbids.</param>
internal sealed record ForbiddenLog(ImmutableArray<LogEvent> Log, int Refused);

/// <summary>The forbidden logs of a case, the shortest first: one for each place at which they leave what is allowed.</summary>
/// <param name="Logs">The logs.</param>
/// <param name="Cut">Why not every interleaving was looked at; null where all were.</param>
internal sealed record CaseBreaks(ImmutableArray<ForbiddenLog> Logs, string? Cut);
