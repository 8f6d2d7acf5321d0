using Aevrion.Bench.Measuring;

namespace Aevrion.Bench.Overload;

/// <summary>Tells whether a silo serves as it does without a load: one request after the other, on a connection of its own.</summary>
internal static class Recovery
{
    /// <summary>Normal is what is no slower than so many times the latency without a load.</summary>
    private const double MostTimesSlower = 3;

    private const int Probes = 20;

    private static readonly OverloadRequests Puts = new(lines: 1);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromSeconds(60);

    /// <summary>Median time of a write, in milliseconds; null when one is not answered with success.</summary>
    public static async Task<double?> LatencyMsAsync(int port, CancellationToken cancellationToken)
    {
        using var connection = new OverloadConnection(port);
        var samples = new Samples();
        for (var probe = 1; probe <= Probes; probe++)
        {
            var sent = TimeProvider.System.GetTimestamp();
            if (await connection.SendAsync(Puts.Of(probe), cancellationToken) is not (>= 200 and < 300))
                return null;
            samples.Add(TimeProvider.System.GetElapsedTime(sent).TotalMilliseconds);
        }

        return samples.Median;
    }

    /// <summary>How long it takes from now until a row of writes is served as quickly as without a load, the row included, in milliseconds.</summary>
    public static async Task<double> AwaitAsync(int port, double normalMs, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < GivenUpAfter)
        {
            if (await LatencyMsAsync(port, cancellationToken) is { } latency && latency <= MostTimesSlower * normalMs)
                break;
        }

        return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }
}
