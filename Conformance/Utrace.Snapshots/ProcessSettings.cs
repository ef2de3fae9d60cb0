using System.Collections.Concurrent;

namespace VerifyTests;

/// <summary>What <see cref="VerifierSettings"/> and the Verifys of a process share. One a process; tests of this project make their own.</summary>
internal sealed class ProcessSettings
{
    private readonly ConcurrentDictionary<string, bool> _prefixes = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool _hasRun;

    internal bool HasRun => _hasRun;

    internal bool Utf8NoBom { get; set; }

    internal bool UniquePrefixDisabled { get; set; }

    internal bool AutoVerified { get; set; }

    internal bool ContentOmitted { get; set; }

    internal DerivePathInfo PathInfo { get; set; } = (_, _, _, _) => new PathInfo();

    internal void Run() => _hasRun = true;

    /// <summary>Takes a prefix; false where it was taken before.</summary>
    internal bool Take(string prefix) => _prefixes.TryAdd(prefix, value: true);
}
