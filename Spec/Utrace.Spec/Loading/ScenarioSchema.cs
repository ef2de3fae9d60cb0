using System.Text.Encodings.Web;
using System.Text.Json;
using Utrace.Spec.Loading.Grammar;

namespace Utrace.Spec.Loading;

/// <summary>The JSON Schema of the scenario language, made from the same tables as the loader. Stateless.</summary>
public static class ScenarioSchema
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of schema/scenario.schema.json (draft 2020-12), with a description on every key.</summary>
    public static string Generate() => new SchemaBuilder().Build(ScenarioGrammar.Document).ToJsonString(Options) + "\n";
}
