using System.CommandLine;
using Utrace.Conform.Cli;
using Utrace.Conformance.Sharding;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary><c>--shard I/N</c>: a part of the cases; <c>merge</c> puts the parts together.</summary>
internal static class ShardArgument
{
    /// <summary>A fresh option.</summary>
    public static Option<string?> Option() => new("--shard")
    {
        Description = "Only the Ith of N parts of the cases; 'merge' makes one result of all parts (docs/shards.md)",
        HelpName = "I/N",
    };

    /// <summary>The shard of a word.</summary>
    public static Shard? Read(string? word) => word is null ? null : Shard.Parse(word) ?? throw new UserError(
        ExitCode.Usage, $"'{word}' is no shard", "--shard", FormattableString.Invariant($"I/N, where I goes from 1 to N and N to {Shard.MaxCount}"), "write for example --shard 1/4 to --shard 4/4");
}
