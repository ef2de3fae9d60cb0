namespace VerifyTests;

/// <summary>What a passed Verify compared.</summary>
/// <param name="text">The text.</param>
public sealed class VerifyResult(string text)
{
    /// <summary>The text as it is stored.</summary>
    public string Text { get; } = text;
}
