using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Utrace.Conformance.Reports;

/// <summary>The JSON Schema of a report line, made of the types that write it; <c>schema/report.schema.json</c> is this text.</summary>
public static class ReportSchema
{
    /// <summary>The schema, indented, with a line end at the end.</summary>
    public static string Text { get; } = Make();

    private static string Make()
    {
        var options = ReportJson.Indented.Options;
        var exporter = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) =>
            {
                if (node is JsonObject schema && context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), false) is [DescriptionAttribute description])
                {
                    schema.Insert(0, "description", description.Description);
                }

                return node;
            },
        };
        var schema = (JsonObject)options.GetJsonSchemaAsNode(typeof(ReportLine), exporter);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "One line of a utrace-conform report (JSON Lines): first a header, then cases in the order in which they finish, last a footer. Without a footer the run was cut.");
        return schema.ToJsonString(options) + "\n";
    }
}
