using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Utrace.Spec.Scenarios;

namespace Utrace.Spec.Loading;

/// <summary>Collects the defects of one document; the cases of a family report the same defect once. Not thread-safe.</summary>
internal sealed class DefectList
{
    private readonly List<Defect> _defects = [];
    private readonly HashSet<Defect> _known = [];
    private readonly HashSet<Checked> _checked = [];

    /// <summary>How many there are so far.</summary>
    public int Count => _defects.Count;

    /// <summary>Whether a node meets a check for the first time: the cases of a family share most nodes, and a second check would find the same.</summary>
    public bool IsFirstCheck(object node, object check, string label) => _checked.Add(new Checked(node, check, label));

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

    /// <summary>By identity: two nodes that read alike stand in different places.</summary>
    private readonly struct Checked(object node, object check, string label) : IEquatable<Checked>
    {
        private readonly object _node = node;
        private readonly object _check = check;
        private readonly string _label = label;

        public bool Equals(Checked other) =>
            ReferenceEquals(_node, other._node) && ReferenceEquals(_check, other._check) && string.Equals(_label, other._label, StringComparison.Ordinal);

        public override bool Equals(object? obj) => obj is Checked other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(_node), RuntimeHelpers.GetHashCode(_check));
    }
}
