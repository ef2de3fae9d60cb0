using System.Globalization;
using System.Text;
using System.Xml;
using Utrace.Conformance.Verdicts;

namespace Utrace.Conformance.Reports;

/// <summary>Renders a report as JUnit XML: a suite per implementation, the area as the class. No times: the same verdicts are the same bytes.</summary>
public static class JUnit
{
    /// <summary>Renders.</summary>
    public static void Write(CertifyResult result, TextWriter to)
    {
        using var xml = XmlWriter.Create(to, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CloseOutput = false });
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        Totals(xml, "utrace-conform", result.Verdicts, result.Problems.Length);
        foreach (var suite in result.Verdicts.GroupBy(v => v.Adapter, StringComparer.Ordinal))
        {
            xml.WriteStartElement("testsuite");
            Totals(xml, suite.Key, [.. suite]);
            foreach (var verdict in suite)
            {
                Case(xml, verdict);
            }

            xml.WriteEndElement();
        }

        Problems(xml, result.Problems);
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    /// <summary>A suite of its own for what is no longer true in the expectation files, so that CI servers show it as red.</summary>
    private static void Problems(XmlWriter xml, IReadOnlyCollection<ExpectationProblem> problems)
    {
        if (problems.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("testsuite");
        Totals(xml, "expectations", [], problems.Count);
        foreach (var problem in problems)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", "expectations");
            xml.WriteAttributeString("name", problem.Where);
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", problem.Kind.ToString());
            xml.WriteAttributeString("message", Clean(problem.What));
            xml.WriteString(Clean($"\nexpected: {problem.Expected}\ndo: {problem.Do}\n"));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Totals(XmlWriter xml, string name, IReadOnlyCollection<CaseVerdict> verdicts, int problems = 0)
    {
        xml.WriteAttributeString("name", name);
        Number(xml, "tests", verdicts.Count + problems);
        Number(xml, "failures", verdicts.Count(v => Element(v) is "failure") + problems);
        Number(xml, "errors", verdicts.Count(v => Element(v) is "error"));
        Number(xml, "skipped", verdicts.Count(v => Element(v) is "skipped"));
    }

    private static void Case(XmlWriter xml, CaseVerdict verdict)
    {
        var slash = verdict.Case.IndexOf('/', StringComparison.Ordinal);
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", slash > 0 ? verdict.Case[..slash] : "scenarios");
        xml.WriteAttributeString("name", verdict.Case);
        if (Element(verdict) is { } element)
        {
            xml.WriteStartElement(element);
            if (element is not "skipped")
            {
                xml.WriteAttributeString("type", verdict.Kind.ToString());
            }

            xml.WriteAttributeString("message", Clean(verdict.IsExpectedFailure ? $"expected failure: {verdict.Expectation!.Reason} ({verdict.Expectation.Link})" : verdict.Reason ?? ""));
            if (verdict.Evidence is { } evidence)
            {
                xml.WriteString(Clean(Text(verdict, evidence)));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Text(CaseVerdict verdict, Evidence evidence)
    {
        var text = new StringBuilder().Append('\n');
        text.Append("breaks ").AppendJoin(", ", verdict.Blamed).Append(" (tier ").Append(verdict.Tier).Append(")\n");
        foreach (var finding in evidence.Defects.Concat(evidence.Expectations).Concat(evidence.Monitors))
        {
            text.Append(finding).Append('\n');
        }

        text.Append(evidence.Diagram);
        foreach (var wait in evidence.Waits)
        {
            text.Append("waits: ").Append(wait).Append('\n');
        }

        if (evidence.Exception is { } exception)
        {
            text.Append(exception).Append('\n');
        }

        foreach (var failure in verdict.Schedules?.Failures ?? [])
        {
            text.Append("replay: ").Append(failure.Replay).Append('\n');
        }

        return text.Append("repeat: ").Append(verdict.Repeat).Append('\n').ToString();
    }

    /// <summary>What fails as expected is run, but reads as skipped: JUnit has no other word for it.</summary>
    private static string? Element(CaseVerdict verdict) => verdict.Kind switch
    {
        _ when verdict.IsExpectedFailure => "skipped",
        VerdictKind.Violation => "failure",
        VerdictKind.Hang or VerdictKind.Crash or VerdictKind.AdapterError or VerdictKind.Inconclusive => "error",
        VerdictKind.Skipped => "skipped",
        _ => null,
    };

    /// <summary>An implementation's message may hold what XML cannot.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(r => r.IsBmp && !XmlConvert.IsXmlChar((char)r.Value) ? "\ufffd" : r.ToString()));

    private static void Number(XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));
}
