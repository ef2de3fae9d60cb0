using System.Collections.Immutable;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.KnownFailures;

/// <summary>A known failure of one implementation. Immutable.</summary>
/// <param name="Source">Where it begins.</param>
/// <param name="Target">The cases or the guarantees it is about.</param>
/// <param name="Failures">The signatures that are expected; any of them. Never empty.</param>
/// <param name="Reason">Why it fails, in a sentence.</param>
/// <param name="Link">Where the defect is tracked.</param>
/// <param name="Expires">When it has to be looked at again.</param>
/// <param name="ExpiresAt">Where that stands.</param>
/// <param name="When">Where it applies.</param>
public sealed record ExpectationEntry(
    SourceMark Source,
    EntryTarget Target,
    ImmutableArray<FailureSignature> Failures,
    string Reason,
    string Link,
    Expiry Expires,
    SourceMark ExpiresAt,
    EntryCondition When);

/// <summary>A pattern and where it stands.</summary>
/// <param name="Text">The glob.</param>
/// <param name="Source">Its place.</param>
public readonly record struct Pattern(string Text, SourceMark Source);

/// <summary>What an entry is about. A closed hierarchy.</summary>
/// <param name="Patterns">Globs; never empty.</param>
public abstract record EntryTarget(ImmutableArray<Pattern> Patterns);

/// <summary>Cases: every one of them fails.</summary>
public sealed record CaseTarget(ImmutableArray<Pattern> Patterns) : EntryTarget(Patterns);

/// <summary>Guarantees: whichever cases blame nothing but these fail as expected, and while none does the entry is stale.</summary>
public sealed record GuaranteeTarget(ImmutableArray<Pattern> Patterns) : EntryTarget(Patterns);
