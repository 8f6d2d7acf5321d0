using System.Text.Json.Serialization;

namespace Aevrion.Storage.Backup;

/// <summary>The JSON in backups. Members that a reader does not know are ignored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(BackupHeader))]
[JsonSerializable(typeof(BackupTrailer))]
[JsonSerializable(typeof(BackupFailure))]
internal sealed partial class BackupJson : JsonSerializerContext;
