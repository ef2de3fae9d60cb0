namespace VerifyTests;

/// <summary>A text is not what was verified, or the verified files are not what they should be.</summary>
public sealed class VerifyException(string message) : Exception(message);
