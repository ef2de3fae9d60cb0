using System.Buffers;
using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Adapters.Wire.Connections;
using Utrace.Conform.Cli;
using Utrace.Conform.Documents;
using Utrace.Conform.Rendering;
using Utrace.Conformance.KnownFailures;
using Utrace.Conformance.KnownFailures.Updating;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Running;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conform.Commands;

/// <summary>Proposes what an expectation file should say, shows it, and writes it where that is asked for.</summary>
internal sealed class ExpectUpdate(CommandContext context, string root, DateOnly? today)
{
    private static readonly SearchValues<char> PlainName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-._:");

    /// <summary>Does it; the exit code.</summary>
    public int Run(string name, string? from, string? adapter, ControlTier? tier, bool write, NewEntryWords words)
    {
        // A file is about an implementation by its own name; where it is reached may differ from machine to machine.
        var isReached = adapter is not null && (from is null || WireEndpoint.IsEndpoint(adapter));
        var reached = isReached ? AdapterRegistry.Resolve([adapter!], fault: null) : [];
        try
        {
            return Run(name, from, reached is [var one] ? one.Identity.Name : adapter, reached, tier, write, words);
        }
        finally
        {
            AdapterRegistry.Close(reached);
        }
    }

    private int Run(string name, string? from, string? adapter, IReadOnlyList<IAdapter> reached, ControlTier? tier, bool write, NewEntryWords words)
    {
        var path = context.FullPath(name);
        var isNew = !File.Exists(path) && adapter is not null;
        var old = isNew ? Empty(adapter!) : Files.ReadText(path, "--update");
        var file = ExpectationFiles.Parse(old, name);
        if (adapter is not null && !string.Equals(adapter, file.Adapter, StringComparison.Ordinal))
        {
            throw new UserError(
                ExitCode.Usage, $"the file is about '{file.Adapter}', the implementation is '{adapter}'", file.AdapterAt.ToString(), "one file for an implementation, by its name",
                "name another file, or another --adapter");
        }

        if (!ExpectationUpdate.CanChange(old, file))
        {
            throw new UserError(
                ExitCode.BadDocument, "the entries stand in one line, or not one below the other", name, "a list with a dash in front of every entry", "write the entries as docs/expectations.md does");
        }

        var library = ScenarioLibrary.Load(root);
        var (result, identities) = from is null ? Certify(name, library, file, reached, tier) : Stored(library, from, file);
        result = result with { Verdicts = [.. result.Verdicts.Where(v => string.Equals(v.Adapter, file.Adapter, StringComparison.Ordinal))] };
        Decided(result, from ?? "the run");
        var expectations = ExpectationContext.Of(library.All, identities, today);
        var proposal = ExpectationUpdate.Propose(old, file, result, expectations, words, result.Planned == library.All.Length);
        return Show(name, path, isNew ? "" : old, proposal, words, write);
    }

    private int Show(string name, string path, string old, ExpectationProposal proposal, NewEntryWords words, bool write)
    {
        var page = new Page(context.Host.Out);
        if (proposal.Changes.IsEmpty)
        {
            context.Line($"expect: nothing to change in {name}");
            return ExitCode.Conformant;
        }

        foreach (var line in TextDiff.Lines(old, proposal.Text))
        {
            page.Line(line, line[0] switch { '+' => "green", '-' => "red", _ => null });
        }

        page.Blank();
        foreach (var change in proposal.Changes)
        {
            page.Line(change);
        }

        if (!write)
        {
            context.Line($"expect: {Counted.Of(proposal.Changes.Length, "change")} proposed, nothing written (--write does)");
            return ExitCode.StaleExpectation;
        }

        if (proposal.NewEntries > 0 && !words.AreComplete)
        {
            throw new UserError(
                ExitCode.Usage, $"{Counted.Of(proposal.NewEntries, "new entry", "new entries")} without a reason, a link or an expiry", "--write",
                "--reason TEXT, --link URL and --expires WHEN", "give what is missing: an entry that says nothing is never removed");
        }

        // What is written has to load: a defect here would be found by the next run only.
        _ = ExpectationFiles.Parse(proposal.Text, name);
        using (var writer = Files.Create(path, "--update"))
        {
            writer.Write(proposal.Text);
        }

        context.Line($"expect: {Counted.Of(proposal.Changes.Length, "change")} written to {name}");
        return ExitCode.Conformant;
    }

    private (CertifyResult Result, ImmutableArray<ReportAdapter> Adapters) Certify(string name, ScenarioLibrary library, ExpectationFile file, IReadOnlyList<IAdapter> reached, ControlTier? tier)
    {
        var adapters = reached.Count > 0 ? reached : AdapterRegistry.IsBuiltIn(file.Adapter) ? AdapterRegistry.Resolve([file.Adapter], fault: null) : throw new UserError(
            ExitCode.Usage, $"'{file.Adapter}' is not built in, and nothing says where it is", file.AdapterAt.ToString(), $"--adapter {WireEndpoint.Forms} to reach it, or --from REPORT",
            $"{ConformCommandLine.ProgramName} expect --update {name} --adapter exec:CMD");
        var options = new CertifyOptions(DeadlineUnit.Calibrate()) { Tier = tier };
        var result = new CertifyResult([], 0);
        try
        {
            LongJob.Run(context.Host.Error, "run", library.All.Length, step =>
                result = new Certifier(ModelCache.Normative()).Certify(library.All, adapters, options, new Immediate<RunProgress>(_ => step("")), context.Host.Cancel));
            return (result, [.. adapters.Select(a => ReportAdapter.Of(a.Identity))]);
        }
        finally
        {
            if (reached.Count == 0)
            {
                AdapterRegistry.Close(adapters);
            }
        }
    }

    private (CertifyResult Result, ImmutableArray<ReportAdapter> Adapters) Stored(ScenarioLibrary library, string name, ExpectationFile file)
    {
        var report = StoredReports.Read(context.FullPath(name), name);
        if (!report.Header.Adapters.Any(a => string.Equals(a.Name, file.Adapter, StringComparison.Ordinal)))
        {
            throw new UserError(
                ExitCode.Usage, $"the report has no case of '{file.Adapter}'", $"--from {name}", $"a report on {file.Adapter}",
                $"it is on {ParseErrors.Join(report.Header.Adapters.Select(a => a.Name))}: name another report, or another file");
        }

        var hashes = library.All.ToDictionary(s => s.Id, s => s.Hash, StringComparer.Ordinal);
        var other = report.Cases.FirstOrDefault(c => !string.Equals(hashes.GetValueOrDefault(c.Case), c.Hash, StringComparison.Ordinal));
        if (other is not null)
        {
            throw new UserError(
                ExitCode.BadDocument, $"the report is on another {other.Case} than the one that is here", $"--from {name}", "a report on these scenarios", "run the cases again");
        }

        // The plan is that of the one implementation.
        var result = report.ToResult();
        return (result with { Planned = result.IsComplete ? result.Planned / report.Header.Adapters.Length : result.Planned }, report.Header.Adapters);
    }

    private static void Decided(CertifyResult result, string where)
    {
        var cut = result.Verdicts.Length < result.Planned;
        var open = result.Verdicts.Where(v => v.Kind is VerdictKind.Inconclusive).ToList();
        if (cut || open.Count > 0)
        {
            throw new UserError(
                ExitCode.Inconclusive,
                cut ? $"the run was cut: {Counted.Of(result.Verdicts.Length, "case")} of {result.Planned}" : $"{Counted.Of(open.Count, "case")} inconclusive, {open[0].Case} first: {open[0].Reason}",
                where, "a result for every case: what was not decided would be taken for repaired", "run it again; a larger bound or a calmer machine helps");
        }
    }

    private static string Empty(string adapter) => $"""
        # yaml-language-server: $schema=../schema/expectations.schema.json
        # Known failures of {adapter}: docs/expectations.md has the format, 'utrace-conform expect --update' keeps it true.
        schema: 1
        adapter: {(adapter.AsSpan().ContainsAnyExcept(PlainName) ? System.Text.Json.JsonSerializer.Serialize(adapter) : adapter)}
        entries: []

        """.ReplaceLineEndings("\n");
}
