using System.Text.Json.Serialization;

namespace Aevrion.Bench.Reconcile.Regions;

/// <summary>What the regions of a pair lie in.</summary>
internal enum StoreKind
{
    [JsonStringEnumMemberName("memory")]
    Memory,

    [JsonStringEnumMemberName("postgres")]
    Postgres,
}
