using System.Runtime.CompilerServices;

namespace Utrace.Spec.Tests;

/// <summary>Where the fixtures are: found from the sources, so that tests see the files of the tree and not a copy.</summary>
internal static class Fixtures
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "fixtures"));

    public static string Scenarios => Path.Combine(Root, "scenarios");

    public static string Bad => Path.Combine(Root, "bad");

    public static string Repository => Path.GetDirectoryName(Root)!;

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
