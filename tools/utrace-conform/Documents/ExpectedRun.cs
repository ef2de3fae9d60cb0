using System.Collections.Immutable;
using Utrace.Adapters;
using Utrace.Conform.Commands;
using Utrace.Conformance.KnownFailures;
using Utrace.Conformance.Reports;
using Utrace.Conformance.Verdicts;
using Utrace.Spec.Scenarios;

namespace Utrace.Conform.Documents;

/// <summary>The expectation files of a run, and what they say of its verdicts; without files nothing.</summary>
/// <param name="judge">The judge; null without files.</param>
/// <param name="headers">The files as a report's header names them.</param>
/// <param name="today">The day that expiry is compared with; null without files.</param>
internal sealed class ExpectedRun(ExpectationJudge? judge, ImmutableArray<ReportExpectations> headers, DateOnly? today)
{
    /// <summary>The files as a report's header names them.</summary>
    public ImmutableArray<ReportExpectations> Headers => headers;

    /// <summary>The day that expiry is compared with; null without files.</summary>
    public DateOnly? Today => today;

    /// <summary>Reads the files that a run asks for.</summary>
    public static ExpectedRun Of(RunRequest request, ScenarioLibrary library, IReadOnlyList<IAdapter> adapters, Func<string, string> fullPath) =>
        Of(request.Expectations, request.Today, library, [.. adapters.Select(a => ReportAdapter.Of(a.Identity))], fullPath);

    /// <summary>Reads files about the implementations of a run or of a stored report.</summary>
    public static ExpectedRun Of(
        IReadOnlyList<string> names, DateOnly? today, ScenarioLibrary library, ImmutableArray<ReportAdapter> adapters, Func<string, string> fullPath)
    {
        if (names.Count == 0)
        {
            return new ExpectedRun(null, [], null);
        }

        var files = ExpectationFiles.Read(names, fullPath, [.. adapters.Select(a => a.Name)]);
        var context = ExpectationContext.Of(library.All, adapters, today);
        return new ExpectedRun(new ExpectationJudge(files, context), [.. files.Select(f => new ReportExpectations(f.Adapter, f.Hash))], context.Today);
    }

    /// <summary>A verdict with what its entry says of it.</summary>
    public CaseVerdict Mark(CaseVerdict verdict) => judge?.Mark(verdict) ?? verdict;

    /// <summary>The result of the run, with what is no longer true in the files.</summary>
    public CertifyResult Apply(CertifyResult result, bool ranAll) => judge?.Apply(result, ranAll) ?? result;
}
