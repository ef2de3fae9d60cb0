using System.Collections.Immutable;

namespace Utrace.Conformance.KnownFailures.Updating;

/// <summary>An entry that is not there yet.</summary>
internal sealed record AddedEntry(ImmutableArray<string> Cases, FailureSignature Failure, NewEntryWords Words)
{
    /// <summary>Why it is there.</summary>
    public string Why => $"new: {Cases[0]}{(Cases.Length > 1 ? FormattableString.Invariant($" and {Cases.Length - 1} more") : "")}, {Failure}";

    /// <summary>Its lines.</summary>
    public IEnumerable<string> Lines(int dash)
    {
        var indent = new string(' ', dash);
        if (Cases is [var one])
        {
            yield return $"{indent}- cases: {YamlText.Flow(one)}";
        }
        else
        {
            yield return $"{indent}- cases:";
            foreach (var name in Cases)
            {
                yield return $"{indent}    - {YamlText.Flow(name)}";
            }
        }

        yield return $"{indent}  failure: {Failure}";
        yield return $"{indent}  reason: {YamlText.Block(Words.Reason)}";
        yield return $"{indent}  link: {YamlText.Block(Words.Link)}";
        yield return $"{indent}  expires: {YamlText.Block(Words.Expires)}";
    }
}
