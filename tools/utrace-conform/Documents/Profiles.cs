using Utrace.Conform.Cli;
using Utrace.Conformance.Verdicts;
using Utrace.Reference;

namespace Utrace.Conform.Documents;

/// <summary>The profiles of the model by the names that the command line uses.</summary>
internal static class Profiles
{
    private static readonly (string Name, Profile Value, string What)[] Known =
    [
        (ProfileWords.Of(Profile.Normative), Profile.Normative, "what is promised"),
        (ProfileWords.Of(Profile.Rhel6), Profile.Rhel6, "the utrace of the RHEL 6 kernel"),
        (ProfileWords.Of(Profile.Upstream201010), Profile.Upstream201010, "the last upstream state, 2010-10-20"),
        (ProfileWords.Of(Profile.Api20110727), Profile.Api20110727, "the promises of API 20110727"),
    ];

    /// <summary>The names.</summary>
    public static IEnumerable<string> Names => Known.Select(p => p.Name);

    /// <summary>What a profile is.</summary>
    public static string WhatIs(Profile profile) => Known.Single(p => p.Value == profile).What;

    /// <summary>The profile of a name.</summary>
    public static Profile Get(string name)
    {
        foreach (var (known, value, _) in Known)
        {
            if (string.Equals(known, name, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw new UserError(
            ExitCode.Usage, $"unknown profile '{name}'" + ParseErrors.DidYouMean(name, Names), "--profile",
            "one of " + string.Join(", ", Known.Select(p => $"{p.Name} ({p.What})")), "name one of these");
    }
}
