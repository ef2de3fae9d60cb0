using System.Collections.Immutable;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading;

/// <summary>Collects the defects of one document; the cases of a family report the same defect once. Not thread-safe.</summary>
internal sealed class DefectList
{
    private readonly List<Defect> _defects = [];
    private readonly HashSet<Defect> _known = [];

    /// <summary>How many there are so far.</summary>
    public int Count => _defects.Count;

    /// <summary>Adds one.</summary>
    public void Add(SourceMark mark, string message, string? expected = null, string? suggestion = null)
    {
        var defect = new Defect(mark, message, expected, suggestion);
        if (_known.Add(defect))
        {
            _defects.Add(defect);
        }
    }

    /// <summary>Adds one about a word that is not among the valid ones.</summary>
    public void AddUnknown(SourceMark mark, string what, string word, IReadOnlyCollection<string> valid) =>
        Add(mark, $"unknown {what} '{word}'", valid.Count == 0 ? null : Prose.OneOf(valid), Nearest.Of(word, valid));

    /// <summary>All of them in document order.</summary>
    public ImmutableArray<Defect> InDocumentOrder() => [.. _defects.OrderBy(d => d.Mark.Line).ThenBy(d => d.Mark.Column)];
}
