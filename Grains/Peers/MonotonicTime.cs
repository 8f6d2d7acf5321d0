namespace Aevrion.Grains.Peers;

/// <summary>A clock that only runs forward, whatever happens to the time of day.</summary>
internal static class MonotonicTime
{
    /// <summary>Milliseconds since some moment before the process began.</summary>
    public static long MonotonicMs(this TimeProvider time) => (long)time.GetElapsedTime(0).TotalMilliseconds;
}
