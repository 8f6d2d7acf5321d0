using System.Text.Json.Serialization;
using Aevrion.Cli.Export;
using Aevrion.Cli.Import;
using Aevrion.Cli.Pictures;
using Aevrion.Cli.Top;
using Aevrion.Client;

namespace Aevrion.Cli.Output;

/// <summary>What <c>--json</c> writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EventRef))]
[JsonSerializable(typeof(EntryDocument))]
[JsonSerializable(typeof(List<EntryLookup>))]
[JsonSerializable(typeof(List<KeyVersion>))]
[JsonSerializable(typeof(List<Conflict>))]
[JsonSerializable(typeof(KeyChange))]
[JsonSerializable(typeof(RegionStatus))]
[JsonSerializable(typeof(PeersReport))]
[JsonSerializable(typeof(PeerStatus))]
[JsonSerializable(typeof(TreeSnapshot))]
[JsonSerializable(typeof(TreeNode))]
[JsonSerializable(typeof(TreePictureDocument))]
[JsonSerializable(typeof(TopDocument))]
[JsonSerializable(typeof(SyncReport))]
[JsonSerializable(typeof(RebuildStatus))]
[JsonSerializable(typeof(RegionToken))]
[JsonSerializable(typeof(List<RegionToken>))]
[JsonSerializable(typeof(ScanEntry))]
[JsonSerializable(typeof(VerifyUpdate))]
[JsonSerializable(typeof(List<VerifyMismatch>))]
[JsonSerializable(typeof(BackupReport))]
[JsonSerializable(typeof(RestoreReport))]
[JsonSerializable(typeof(ExportReport))]
[JsonSerializable(typeof(ExportProgress))]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(ImportProgress))]
internal sealed partial class DocumentContext : JsonSerializerContext;
