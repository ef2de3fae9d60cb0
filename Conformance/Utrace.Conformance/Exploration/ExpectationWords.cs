using Utrace.Spec;
using Utrace.Spec.Scenarios;

namespace Utrace.Conformance.Exploration;

/// <summary>How a missed expectation is said, the same for a model's interleaving and for an observed log.</summary>
internal static class ExpectationWords
{
    public static string Final(FinalExpectation final, TraceeState found) =>
        $"{final.Thread} is {Words.Of(found)} at the end; expected {Alternatives(final.States.Select(Words.Of))}";

    public static string Result(ResultMiss miss) => miss.Step switch
    {
        CallStep call => $"{call.Call} = {miss.Result}; expected {Alternatives(miss.Expect.Words)}",
        ProbeStep probe => $"probe {probe.Thread} = {miss.Result}; expected {Alternatives(miss.Expect.Words)}",
        _ => $"{miss.Result}; expected {Alternatives(miss.Expect.Words)}",
    };

    public static string Always(EventExpectation expectation, bool armed) =>
        expectation.After is null ? $"no line matches '{expectation.Match}', which must always show"
        : armed ? $"no line matches '{expectation.Match}' after the first that matches '{expectation.After}', where it must always show"
        : $"no line matches '{expectation.After}', after which '{expectation.Match}' must always show";

    public static string Never(EventExpectation expectation, string line) =>
        expectation.After is null ? $"'{line}' matches '{expectation.Match}', which must never show"
        : $"'{line}' matches '{expectation.Match}', which must never show after '{expectation.After}'";

    public static string Sometimes(EventExpectation expectation) =>
        $"no interleaving shows a line that matches '{expectation.Match}'" + (expectation.After is null ? "" : $" after one that matches '{expectation.After}'") + "; at least one must";

    private static string Alternatives(IEnumerable<string> words) => string.Join(" or ", words);
}
