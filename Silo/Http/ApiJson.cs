using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Backup;
using Aevrion.Silo.Http.Batches;
using Aevrion.Silo.Http.Conflicts;
using Aevrion.Silo.Http.History;
using Aevrion.Silo.Http.Keys;
using Aevrion.Silo.Http.Load;
using Aevrion.Silo.Http.Peers;
using Aevrion.Silo.Http.Peers.Differences;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Reads;
using Aevrion.Silo.Http.Rebuild;
using Aevrion.Silo.Http.Scans;
using Aevrion.Silo.Http.Status;
using Aevrion.Silo.Http.Tokens;
using Aevrion.Silo.Http.Tree;
using Aevrion.Silo.Http.Verification;
using Aevrion.Silo.Http.Watch;

namespace Aevrion.Silo.Http;

/// <summary>The JSON of the API: camel case; a member without a value is left out unless its document says otherwise.</summary>
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(WriteAnswer))]
[JsonSerializable(typeof(VersionDocument[]))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(MultiGetAnswer))]
[JsonSerializable(typeof(ScanAnswer))]
[JsonSerializable(typeof(LogAnswer))]
[JsonSerializable(typeof(ConflictsDocument))]
[JsonSerializable(typeof(TreeDocument))]
[JsonSerializable(typeof(NodeDocument))]
[JsonSerializable(typeof(TreeMapDocument))]
[JsonSerializable(typeof(AccessDocument))]
[JsonSerializable(typeof(PeersDocument))]
[JsonSerializable(typeof(SyncDocument))]
[JsonSerializable(typeof(DifferencesDocument))]
[JsonSerializable(typeof(LoadDocument))]
[JsonSerializable(typeof(RebuildDocument))]
[JsonSerializable(typeof(VerificationLine))]
[JsonSerializable(typeof(TokenDocument))]
[JsonSerializable(typeof(TokensDocument))]
[JsonSerializable(typeof(RestoreDocument))]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(ChangeDocument))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The one to use: readable, since nothing here is ever put into a page of HTML.</summary>
    public static ApiJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
