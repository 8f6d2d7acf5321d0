using System.Text.Json.Serialization;

namespace Aevrion.Bench.Results;

/// <summary>How result files are written: what does not apply to a row is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ResultDocument))]
internal sealed partial class ResultContext : JsonSerializerContext;
