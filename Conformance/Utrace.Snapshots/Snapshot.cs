using System.Text;
using NUnit.Framework;

namespace VerifyTests;

/// <summary>Compares one received text with its verified file.</summary>
internal sealed class Snapshot
{
    private const string Attributes = "*.verified.txt text eol=lf working-tree-encoding=UTF-8";
    private readonly ProcessSettings _process = VerifierSettings.Current;
    private readonly string _directory;
    private readonly string _prefix;
    private readonly string _extension;

    private Snapshot(string extension, VerifySettings settings, string sourceFile)
    {
        _process.Run();
        var test = TestIdentity.Current();
        var path = _process.PathInfo(sourceFile, ProjectDirectory(sourceFile), test.Type, test.Method);
        _extension = extension;
        _directory = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(sourceFile)!, settings.Directory ?? path.Directory ?? ""));
        _prefix = settings.FileName
            ?? $"{settings.TypeName ?? path.TypeName ?? test.TypeName}.{settings.MethodName ?? path.MethodName ?? test.Method.Name}"
            + (settings.ParametersText is { } text ? "_" + text : test.ParametersText);
        if (!_process.Take(Path.Combine(_directory, _prefix)) && !_process.UniquePrefixDisabled && !settings.UniquePrefixDisabled)
        {
            throw new InvalidOperationException(
                $"The prefix '{Path.Combine(_directory, _prefix)}' was used by an earlier Verify of this run. "
                + "Give each its own name (UseFileName, UseMethodName, UseTextForParameters), or call DisableRequireUniquePrefix.");
        }
    }

    private string ReceivedName => $"{_prefix}.received.{_extension}";

    private string VerifiedName => $"{_prefix}.verified.{_extension}";

    internal static async Task<VerifyResult> Verify(string? target, string extension, VerifySettings settings, string sourceFile)
    {
        var snapshot = new Snapshot(extension, settings, sourceFile);
        var received = TextOf(target);
        await snapshot.Compare(received, settings.AutoVerified).ConfigureAwait(false);
        return new VerifyResult(received);
    }

    /// <summary>The text as it is stored: no byte order mark, LF, never empty.</summary>
    private static string TextOf(string? target)
    {
        if (target is null)
        {
            return "null";
        }

        var text = (target.StartsWith('\uFEFF') ? target[1..] : target).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return text.Length == 0 ? "emptyString" : text;
    }

    private async Task Compare(string received, bool autoVerify)
    {
        Directory.CreateDirectory(_directory);
        foreach (var old in Files("received"))
        {
            File.Delete(old);
        }

        var verified = await ReadVerified().ConfigureAwait(false);
        var stale = Files("verified").Select(f => Path.GetFileName(f)).Where(n => n.StartsWith(_prefix + "#", StringComparison.Ordinal)).ToList();
        var equal = string.Equals(verified, received, StringComparison.Ordinal);
        if (!equal && (autoVerify || _process.AutoVerified))
        {
            await Write(VerifiedName, received).ConfigureAwait(false);
            equal = true;
        }

        if (!equal)
        {
            await Write(ReceivedName, received).ConfigureAwait(false);
            TestContext.AddTestAttachment(Path.Combine(_directory, ReceivedName));
        }

        if (!equal || stale.Count > 0)
        {
            throw new VerifyException(Message(equal, received, verified, stale));
        }
    }

    private async Task<string?> ReadVerified()
    {
        var file = new FileInfo(Path.Combine(_directory, VerifiedName));
        if (!file.Exists || file.Length == 0)
        {
            return null;
        }

        var text = await File.ReadAllTextAsync(file.FullName).ConfigureAwait(false);
        return text.Contains('\r', StringComparison.Ordinal)
            ? throw new VerifyException(
                $"{file.FullName} contains carriage returns, and verified files have LF only. Add this line to .gitattributes and check the file out again: "
                + Attributes.Replace("txt", _extension, StringComparison.Ordinal))
            : text;
    }

    private string Message(bool equal, string received, string? verified, List<string> stale)
    {
        var message = new StringBuilder().Append($"Directory: {_directory}\n");
        if (!equal)
        {
            message.Append(verified is null ? "New:\n" : "NotEqual:\n").Append($"  - Received: {ReceivedName}\n    Verified: {VerifiedName}\n");
        }

        if (stale.Count > 0)
        {
            message.Append("Delete:\n").AppendJoin("", stale.Select(s => $"  - {s}\n"));
        }

        if (!equal && !_process.ContentOmitted)
        {
            message.Append($"\nFileContent:\n\nReceived: {ReceivedName}\n{received}\n");
            if (verified is not null)
            {
                message.Append($"Verified: {VerifiedName}\n{verified}\n");
            }
        }

        return message.ToString();
    }

    private Task Write(string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(_directory, name), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: !_process.Utf8NoBom));

    /// <summary>The prefix's own files of a kind: <c>prefix.kind.*</c> and <c>prefix#*.kind.*</c>, in ordinal order.</summary>
    private List<string> Files(string kind) => Directory.EnumerateFiles(_directory)
        .Where(f => Path.GetFileName(f) is var n
            && n.StartsWith(_prefix, StringComparison.Ordinal)
            && (n.AsSpan(_prefix.Length).StartsWith($".{kind}.") || (n.AsSpan(_prefix.Length).StartsWith("#") && n.Contains($".{kind}.", StringComparison.Ordinal))))
        .Order(StringComparer.Ordinal)
        .ToList();

    private static string ProjectDirectory(string sourceFile)
    {
        var directory = new DirectoryInfo(Path.GetDirectoryName(sourceFile)!);
        for (var d = directory; d is not null; d = d.Parent)
        {
            if (d.Exists && d.EnumerateFiles("*.csproj").Any())
            {
                return d.FullName + Path.DirectorySeparatorChar;
            }
        }

        return directory.FullName + Path.DirectorySeparatorChar;
    }
}
