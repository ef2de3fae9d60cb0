using System.Runtime.CompilerServices;

namespace VerifyTests;

/// <summary>Settings of the whole process, to be made in a <c>[ModuleInitializer]</c>: each throws once any Verify has run.</summary>
public static class VerifierSettings
{
    internal static ProcessSettings Current { get; set; } = new();

    /// <summary>Received files get no byte order mark.</summary>
    public static void UseUtf8NoBom() => Early().Utf8NoBom = true;

    /// <summary>Lets several Verifys share a prefix.</summary>
    public static void DisableRequireUniquePrefix() => Early().UniquePrefixDisabled = true;

    /// <summary>Takes what is received as verified, everywhere.</summary>
    public static void AutoVerify() => Early().AutoVerified = true;

    /// <summary>Failure messages name the files without showing their text.</summary>
    public static void OmitContentFromException() => Early().ContentOmitted = true;

    private static ProcessSettings Early([CallerMemberName] string method = "") => Current.HasRun
        ? throw new InvalidOperationException(
            $"VerifierSettings.{method} must be called before any Verify has run. Call it in a [ModuleInitializer].")
        : Current;
}
