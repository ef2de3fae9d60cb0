using Utrace.Conform.Cli;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Guarantees;

namespace Utrace.Conform.Documents;

/// <summary>Look-ups in the catalogue that answer a wrong id with a message.</summary>
internal static class Guarantees
{
    /// <summary>The guarantee of this id, upper or lower case.</summary>
    public static Guarantee Get(string id, string where)
    {
        if (GuaranteeCatalogue.Find(id.ToUpperInvariant()) is { } guarantee)
        {
            return guarantee;
        }

        var near = Spec.Nearest.Of(id, GuaranteeCatalogue.All.Select(g => g.Id));
        throw new UserError(
            ExitCode.Usage,
            $"unknown guarantee '{id}'" + (near is null ? "" : $"; did you mean '{near}'?"),
            where,
            $"one of the {GuaranteeCatalogue.All.Length} ids of the catalogue, like STOP-13",
            $"{ConformCommandLine.ProgramName} list guarantees shows them all");
    }

    /// <summary>The level in the documents' words.</summary>
    public static string WordOf(GuaranteeLevel level) => level.ToString().ToUpperInvariant();

    /// <summary>What it takes to decide it, in a word.</summary>
    public static string WordOf(Racy racy) => racy.ToString().ToLowerInvariant();
}
