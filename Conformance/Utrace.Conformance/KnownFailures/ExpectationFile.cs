using System.Collections.Immutable;
using Utrace.Spec.Loading;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.KnownFailures;

/// <summary>The known failures of one implementation. Immutable.</summary>
/// <param name="File">The file as messages name it.</param>
/// <param name="Adapter">The implementation.</param>
/// <param name="AdapterAt">Where that stands.</param>
/// <param name="Entries">In document order.</param>
/// <param name="Hash">Content hash, 16 lower-case hex digits.</param>
public sealed record ExpectationFile(string File, string Adapter, SourceMark AdapterAt, ImmutableArray<ExpectationEntry> Entries, string Hash);

/// <summary>What loading gave: a document with a defect gives no file.</summary>
/// <param name="File">The file; null where there is a defect.</param>
/// <param name="Defects">Every defect, in document order.</param>
public sealed record ExpectationLoadResult(ExpectationFile? File, ImmutableArray<Defect> Defects);
