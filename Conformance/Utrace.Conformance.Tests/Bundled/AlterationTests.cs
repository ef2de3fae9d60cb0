using System.Globalization;
using Utrace.Conformance.Oracle;
using Utrace.Reference;

namespace Utrace.Conformance.Tests.Bundled;

/// <summary>Right logs with one thing changed: each is rejected at a line that is named, or is right too, which a search that shares nothing with the oracle confirms.</summary>
public sealed class AlterationTests
{
    private const int Wanted = 1000;
    private const int PerLog = 12;

    [Test]
    public void Judge_AlteredLogs_AreRejectedByLineOrProvedLegal()
    {
        var kinds = new SortedDictionary<string, (int Rejected, int Legal)>(StringComparer.Ordinal);
        var legal = new List<string>();
        var wrong = new List<string>();
        var tried = 0;
        foreach (var scenario in BundledScenarios.All.OrderBy(s => s.Hash, StringComparer.Ordinal).TakeWhile(_ => tried < Wanted))
        {
            var system = UtraceModel.Create(scenario);
            var oracle = new LogOracle(system);
            var log = RandomWalk.Log(system, seed: 1);
            var random = new Random(2010);
            var all = Alteration.Of(log).OrderBy(_ => random.Next()).Take(PerLog);
            foreach (var alteration in all)
            {
                tried++;
                var judgement = oracle.Judge(alteration.Log);
                var steps = PlainSearch.StepsOf(system, alteration.Log);
                var name = $"{scenario.Id}, {alteration.Kind}, {alteration.What}";
                var (rejected, allowed) = kinds.GetValueOrDefault(alteration.Kind);
                kinds[alteration.Kind] = steps is null ? (rejected + 1, allowed) : (rejected, allowed + 1);
                if (steps is not null)
                {
                    legal.Add($"{name}: legal, {alteration.Freedom}; a plain search shows it in {steps.Value.ToString(CultureInfo.InvariantCulture)} steps");
                }

                wrong.AddRange(Objections(alteration, judgement, steps is not null).Select(o => $"{name}: {o}"));
            }
        }

        foreach (var (kind, (rejected, allowed)) in kinds)
        {
            TestContext.Out.WriteLine($"{kind}: {rejected} rejected, {allowed} legal");
        }

        TestContext.Out.WriteLine(string.Join('\n', legal));
        Assert.Multiple(() =>
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(tried, Is.GreaterThanOrEqualTo(200));
            Assert.That(kinds.Values.Sum(k => k.Rejected), Is.GreaterThan(100));
            Assert.That(kinds.Values.Sum(k => k.Legal), Is.GreaterThan(0));
            Assert.That(kinds.Where(k => k.Value.Rejected == 0).Select(k => k.Key), Is.Empty, "kinds of alterations that were never rejected");
            Assert.That(kinds.Keys, Is.EquivalentTo(["changed argument", "changed end state", "changed result", "doubled line", "dropped callback", "dropped line", "swapped neighbours"]));
        });
    }

    private static IEnumerable<string> Objections(Alteration alteration, Judgement judgement, bool isLegal)
    {
        if (judgement.IsAccepted != isLegal || judgement.Kind is JudgementKind.Inconclusive)
        {
            yield return $"the oracle says {judgement.Kind}, the plain search {(isLegal ? "legal" : "illegal")}";
            yield break;
        }

        if (isLegal)
        {
            if (judgement.Consumed != alteration.Log.Length)
            {
                yield return $"accepted after {judgement.Consumed} of {alteration.Log.Length} lines";
            }

            yield break;
        }

        // What stands before the change is a right log's beginning; the refusal cannot come earlier.
        var rejection = judgement.Rejection!;
        var text = RejectionText.Of(rejection);
        var line = rejection.Line is null ? $"the log stops behind line {rejection.Index}" : $"line {rejection.LineNumber} is not possible there: {alteration.Log[rejection.Index]}\n";
        if (rejection.Index < alteration.First || !text.StartsWith(line, StringComparison.Ordinal))
        {
            yield return $"rejected before the change, or the message does not name the line: {text}";
        }

        if (rejection.Allowed.IsEmpty && !text.Contains("the log was over", StringComparison.Ordinal))
        {
            yield return $"the message does not say what was allowed: {text}";
        }
    }
}
