using Orleans;

namespace Aevrion.Grains.Interfaces.Watermark;

/// <summary>A silo that wants to hear at once when frontiers or the watermark change.</summary>
[Alias("aevrion.watermark-observer")]
public interface IWatermarkObserver : IGrainObserver
{
    /// <summary>Tells the silo what holds now.</summary>
    [Alias("Changed")]
    Task Changed(WatermarkAnswer answer);
}
