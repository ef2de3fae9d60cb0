using System.Collections.Immutable;

namespace Utrace.Conformance.KnownFailures.Updating;

/// <summary>What an expectation file should say after a run.</summary>
/// <param name="Text">The whole new text; the old one where nothing has to change.</param>
/// <param name="Changes">What changes and why, a line each, in the order of the document.</param>
/// <param name="NewEntries">How many entries are new.</param>
public sealed record ExpectationProposal(string Text, ImmutableArray<string> Changes, int NewEntries);
