using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Interfaces.Watermark;

/// <summary>
/// Keeps what the region knows of all regions' frontiers, takes digests of the region's own history, and proves the watermark. One
/// activation in the region, under the key <see cref="Key"/>.
/// </summary>
[Alias("aevrion.watermark")]
public interface IWatermarkGrain : IGrainWithStringKey
{
    /// <summary>The one key.</summary>
    const string Key = "region";

    /// <summary>How long a silo is told of changes after its last report.</summary>
    const int MembershipSeconds = 30;

    /// <summary>
    /// Takes what a silo has to tell, and answers what holds now. Every silo reports once a second at the latest; what it reported is
    /// accounted for in the answer.
    /// </summary>
    [AlwaysInterleave]
    [Alias("Report")]
    Task<WatermarkAnswer> Report(WatermarkReport report, IWatermarkObserver silo);

    /// <summary>Takes digests of the region's own history soon: something has just been repaired.</summary>
    [AlwaysInterleave]
    [Alias("Refresh")]
    Task Refresh();

    /// <summary>
    /// Takes all digests anew and answers when that is done: a silo may have missed word of events that another admitted.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    [Alias("Recheck")]
    Task Recheck();
}
