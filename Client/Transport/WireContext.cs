using System.Text.Json.Serialization;

namespace Aevrion.Client;

/// <summary>How the contract's documents are read, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EventRef))]
[JsonSerializable(typeof(KeyVersion[]))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(KeyChange))]
[JsonSerializable(typeof(ManyRequest))]
[JsonSerializable(typeof(ManyAnswer))]
[JsonSerializable(typeof(ScanPage))]
[JsonSerializable(typeof(LogPage))]
[JsonSerializable(typeof(ConflictsAnswer))]
[JsonSerializable(typeof(SettlementRequest))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(RegionStatus))]
[JsonSerializable(typeof(PeersReport))]
[JsonSerializable(typeof(LoadReport))]
[JsonSerializable(typeof(PeerStatus))]
[JsonSerializable(typeof(PeerDifferences))]
[JsonSerializable(typeof(TreeSnapshot))]
[JsonSerializable(typeof(TreeNode))]
[JsonSerializable(typeof(TreeMap))]
[JsonSerializable(typeof(SyncReport))]
[JsonSerializable(typeof(RebuildStatus))]
[JsonSerializable(typeof(VerifyUpdate))]
[JsonSerializable(typeof(BackupHeader))]
[JsonSerializable(typeof(BackupTrailer))]
[JsonSerializable(typeof(BackupFailure))]
[JsonSerializable(typeof(RestoreReport))]
[JsonSerializable(typeof(TokenWire))]
[JsonSerializable(typeof(RegionToken))]
[JsonSerializable(typeof(TokensAnswer))]
internal sealed partial class WireContext : JsonSerializerContext;
