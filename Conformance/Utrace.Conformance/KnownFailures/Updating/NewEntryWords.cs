namespace Utrace.Conformance.KnownFailures.Updating;

/// <summary>What only a person can say of a new entry; what is missing is shown as <c>?</c>, and cannot be written.</summary>
/// <param name="Reason">Why it fails.</param>
/// <param name="Link">Where the defect is tracked.</param>
/// <param name="Expires">When it has to be looked at again.</param>
public sealed record NewEntryWords(string? Reason, string? Link, string? Expires)
{
    /// <summary>Whether an entry can be made of them.</summary>
    public bool AreComplete => Reason is not null && Link is not null && Expires is not null;
}
