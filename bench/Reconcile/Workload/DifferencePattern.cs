using System.Text.Json.Serialization;

namespace Aevrion.Bench.Reconcile.Workload;

/// <summary>Where the events lie that one region has and the other lacks.</summary>
internal enum DifferencePattern
{
    /// <summary>Anywhere in 30 days, each on a random side.</summary>
    [JsonStringEnumMemberName("random")]
    Random,

    /// <summary>One run of consecutive events, all on one side.</summary>
    [JsonStringEnumMemberName("window")]
    Window,

    /// <summary>Pushes lost under load: anywhere in two minutes that both regions have just written, each on a random side.</summary>
    [JsonStringEnumMemberName("lost")]
    Lost,
}
