namespace Aevrion.Storage;

/// <summary>
/// A write that this region dated itself comes after the region closed that time. Nothing of it was written; dated at or after
/// <see cref="FloorMs"/> it may be tried again.
/// </summary>
/// <param name="floorMs">See <see cref="FloorMs"/>.</param>
public sealed class ClosedTimeException(long floorMs)
    : Exception($"The region has closed the time before {floorMs} and takes no more writes of its own there.")
{
    /// <summary>The first open millisecond since the Unix epoch.</summary>
    public long FloorMs { get; } = floorMs;
}
