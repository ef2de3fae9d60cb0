using System.Globalization;
using System.Text.RegularExpressions;
using Utrace.Spec.Loading.Yaml;

namespace Utrace.Spec.Loading.Grammar;

/// <summary>A scalar that is not empty.</summary>
internal abstract record ScalarSpec : ValueSpec
{
    /// <inheritdoc/>
    public sealed override bool Takes(YamlNode node) => node is YamlScalar { IsNull: false };

    /// <inheritdoc/>
    protected sealed override void CheckTaken(YamlNode node, string label, DefectList defects) => CheckScalar((YamlScalar)node, label, defects);

    /// <summary>The check of the text.</summary>
    protected abstract void CheckScalar(YamlScalar scalar, string label, DefectList defects);
}

/// <summary>A word of a closed vocabulary.</summary>
/// <param name="What">What the words are: <c>event</c>.</param>
/// <param name="Words">All of them.</param>
internal sealed record WordSpec(string What, IReadOnlyList<string> Words) : ScalarSpec
{
    /// <inheritdoc/>
    public override string Expected => Prose.OneOf(Words);

    /// <inheritdoc/>
    protected override void CheckScalar(YamlScalar scalar, string label, DefectList defects)
    {
        if (!Words.Contains(scalar.Value, StringComparer.Ordinal))
        {
            defects.AddUnknown(scalar.Mark, What, scalar.Value, Words);
        }
    }
}

/// <summary>Text that follows a pattern; any text where there is none.</summary>
/// <param name="What">What it is: <c>a sentence</c>.</param>
/// <param name="Pattern">The regular expression of the whole text.</param>
internal sealed record TextSpec(string What, string? Pattern = null) : ScalarSpec
{
    /// <inheritdoc/>
    public override string Expected => What;

    /// <summary>Whether a text follows the pattern.</summary>
    public bool IsMatch(string text) => Pattern is null
        // '$' would let a final line feed pass.
        || (!text.EndsWith('\n') && Regex.IsMatch(text, Pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)); // Linear in the text: no clock is needed.

    /// <inheritdoc/>
    protected override void CheckScalar(YamlScalar scalar, string label, DefectList defects)
    {
        if (string.IsNullOrWhiteSpace(scalar.Value))
        {
            defects.Add(scalar.Mark, $"{label} is empty", What);
        }
        else if (!IsMatch(scalar.Value))
        {
            defects.Add(scalar.Mark, $"{label} is '{scalar.Value}'", What);
        }
    }
}

/// <summary>A whole number.</summary>
internal sealed record IntSpec(string What, long Min, long Max) : ScalarSpec
{
    /// <inheritdoc/>
    public override string Expected => Min == Max ? FormattableString.Invariant($"{Min}") : FormattableString.Invariant($"{What} from {Min} to {Max}");

    /// <inheritdoc/>
    protected override void CheckScalar(YamlScalar scalar, string label, DefectList defects)
    {
        if (!long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            defects.Add(scalar.Mark, $"{label} is '{scalar.Value}'", Expected);
        }
        else if (value < Min || value > Max)
        {
            defects.Add(scalar.Mark, FormattableString.Invariant($"{label} is {value}"), Expected);
        }
    }
}

/// <summary>true or false.</summary>
internal sealed record BoolSpec : ScalarSpec
{
    /// <inheritdoc/>
    public override string Expected => "true or false";

    /// <inheritdoc/>
    protected override void CheckScalar(YamlScalar scalar, string label, DefectList defects)
    {
        if (scalar.Value is not ("true" or "false"))
        {
            defects.Add(scalar.Mark, $"{label} is '{scalar.Value}'", Expected);
        }
    }
}

/// <summary>A word of a vocabulary or a number: the action of control.</summary>
internal sealed record WordOrNumberSpec(string What, IReadOnlyList<string> Words, uint Max) : ScalarSpec
{
    /// <inheritdoc/>
    public override string Expected => Prose.OneOf([.. Words, "a number"]);

    /// <inheritdoc/>
    protected override void CheckScalar(YamlScalar scalar, string label, DefectList defects)
    {
        var number = uint.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= Max;
        if (!number && !Words.Contains(scalar.Value, StringComparer.Ordinal))
        {
            defects.Add(scalar.Mark, $"unknown {What} '{scalar.Value}'", Expected, Nearest.Of(scalar.Value, Words));
        }
    }
}
