using System.Text.Encodings.Web;
using System.Text.Json;
using Utrace.Spec.Loading.Grammar;

namespace Utrace.Conformance.KnownFailures;

/// <summary>The JSON Schema of expectation files, made from the tables of the loader. Stateless.</summary>
public static class ExpectationSchema
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of schema/expectations.schema.json (draft 2020-12), with a description on every key.</summary>
    public static string Generate() => new SchemaBuilder(hasParameters: false).Build(ExpectationGrammar.Document).ToJsonString(Options) + "\n";
}
