using System.Runtime.InteropServices;

namespace Aevrion.Bench.Load;

/// <summary>Calls that are kept in flight in this process: as soon as one ends, the same caller makes the next.</summary>
internal static class CallLoad
{
    /// <summary>Calls for so long; answers calls a second, those included that were under way at the end.</summary>
    /// <param name="inFlight">Callers.</param>
    /// <param name="time">How long they go on calling.</param>
    /// <param name="call">Makes a call; given the caller's number and how many it has made before.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<double> RunAsync(int inFlight, TimeSpan time, Func<int, long, ValueTask> call, CancellationToken cancellationToken)
    {
        var counts = new PaddedCount[inFlight];
        var started = TimeProvider.System.GetTimestamp();
        var ends = started + (long)(time.TotalSeconds * TimeProvider.System.TimestampFrequency);
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(caller => Task.Run(() => CallAsync(caller), cancellationToken)));
        return counts.Sum(count => count.Value) / TimeProvider.System.GetElapsedTime(started).TotalSeconds;

        async Task CallAsync(int caller)
        {
            var made = 0L;
            while (TimeProvider.System.GetTimestamp() < ends && !cancellationToken.IsCancellationRequested)
                await call(caller, made++);
            counts[caller].Value = made;
        }
    }

    /// <summary>Makes so many calls; answers calls a second.</summary>
    public static async Task<double> RunAsync(int inFlight, long calls, Func<int, long, ValueTask> call, CancellationToken cancellationToken)
    {
        var next = 0L;
        var started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(caller => Task.Run(() => CallAsync(caller), cancellationToken)));
        return calls / TimeProvider.System.GetElapsedTime(started).TotalSeconds;

        async Task CallAsync(int caller)
        {
            while (Interlocked.Increment(ref next) - 1 is var number && number < calls && !cancellationToken.IsCancellationRequested)
                await call(caller, number);
        }
    }

    /// <summary>A count on a cache line of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 64)]
    private struct PaddedCount
    {
        [FieldOffset(0)]
        public long Value;
    }
}
