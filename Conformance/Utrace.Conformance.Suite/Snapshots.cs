namespace Utrace.Conformance.Suite;

/// <summary>Where a case's verified text lies: beside its scenario.</summary>
internal static class Snapshots
{
    private const string FromThisProject = "../../fixtures/scenarios";

    public static string DirectoryOf(string id) => Path.Join(FromThisProject, Path.GetDirectoryName(id));

    public static string NameOf(string id) => Path.GetFileName(id);

    /// <summary>The ids that verified files stand for, in ordinal order.</summary>
    public static IEnumerable<string> VerifiedIds(string root) =>
        Directory.EnumerateFiles(root, "*.verified.txt", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')[..^".verified.txt".Length])
            .Order(StringComparer.Ordinal);
}
