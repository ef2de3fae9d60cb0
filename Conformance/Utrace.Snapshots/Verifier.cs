using System.Runtime.CompilerServices;
using VerifyTests;

namespace VerifyNUnit;

/// <summary>Compares a text with the verified file of the running NUnit test. Thread-safe.</summary>
public static class Verifier
{
    /// <summary>Chooses directory, type and method part of the file names.</summary>
    public static void DerivePathInfo(DerivePathInfo derivePathInfo) => VerifierSettings.Current.PathInfo = derivePathInfo;

    /// <summary>Snapshots live below the directory of the project file that the test's source belongs to.</summary>
    public static void UseProjectRelativeDirectory(string directory) =>
        DerivePathInfo((_, projectDirectory, _, _) => new PathInfo(Path.Combine(projectDirectory, directory)));

    /// <summary>Snapshots live relative to the directory of the test's source file.</summary>
    public static void UseSourceFileRelativeDirectory(string directory) =>
        DerivePathInfo((sourceFile, _, _, _) => new PathInfo(Path.Combine(Path.GetDirectoryName(sourceFile)!, directory)));

    /// <summary>Verifies a text against a <c>.txt</c> file. Nothing happens before the result is awaited.</summary>
    public static SettingsTask Verify(string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Verify(target, "txt", settings, sourceFile);

    /// <summary>Verifies a text against a file of the given extension. Nothing happens before the result is awaited.</summary>
    public static SettingsTask Verify(
        string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings, s => Snapshot.Verify(target, extension, s, sourceFile));
}
