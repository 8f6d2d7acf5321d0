using System.Text.Json.Serialization;

namespace Aevrion.Cli.Import;

/// <summary>Reads lines strictly: a misspelt member must not change what a line means.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(NdjsonLine))]
internal sealed partial class NdjsonContext : JsonSerializerContext;
