using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Utrace.Adapters.Wire.Messages;

/// <summary>How parameters and results are written: source-generated, camel case, nothing for what is absent.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(HelloParams))]
[JsonSerializable(typeof(HelloResult))]
[JsonSerializable(typeof(ResetParams))]
[JsonSerializable(typeof(ResetResult))]
[JsonSerializable(typeof(SpawnParams))]
[JsonSerializable(typeof(DeclareParams))]
[JsonSerializable(typeof(DriveParams))]
[JsonSerializable(typeof(ThreadParams))]
[JsonSerializable(typeof(CallParams))]
[JsonSerializable(typeof(CallAnswer))]
[JsonSerializable(typeof(AwaitStateParams))]
[JsonSerializable(typeof(AwaitStateResult))]
[JsonSerializable(typeof(SettleParams))]
[JsonSerializable(typeof(SettleResult))]
[JsonSerializable(typeof(Effects))]
[JsonSerializable(typeof(ProbeResult))]
[JsonSerializable(typeof(DescribeWaitsResult))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(CallbackParams))]
[JsonSerializable(typeof(CallbackResult))]
[JsonSerializable(typeof(HandlerRanParams))]
[JsonSerializable(typeof(ParentToldParams))]
[JsonSerializable(typeof(WokenUpParams))]
[JsonSerializable(typeof(EngineParams))]
[JsonSerializable(typeof(StagedParams))]
[JsonSerializable(typeof(CrashedParams))]
[JsonSerializable(typeof(NoteParams))]
[JsonSerializable(typeof(GoParams))]
[JsonSerializable(typeof(GoResult))]
internal sealed partial class WireJson : JsonSerializerContext
{
    private static JsonSerializerOptions? _line;

    /// <summary>The options of every message: readable text, no escapes beyond what JSON wants.</summary>
    public static JsonSerializerOptions Line => _line ??= ReadOnly(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static JsonSerializerOptions ReadOnly(JsonSerializerOptions options)
    {
        options.MakeReadOnly();
        return options;
    }
}
