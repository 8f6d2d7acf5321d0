namespace Aevrion.Bench.Overload;

/// <summary>What an overload came to.</summary>
/// <param name="Offered">Requests that were due, those included for which no connection was free.</param>
/// <param name="Done">Answered with success.</param>
/// <param name="Refused">Answered 503 or 429.</param>
/// <param name="Broken">Not answered, or otherwise; how often by what came instead.</param>
/// <param name="Elapsed">How long requests were sent.</param>
/// <param name="Drained">How long the last of them took to be answered after that.</param>
internal sealed record OverloadCounts(long Offered, long Done, long Refused, IReadOnlyDictionary<string, long> Broken, TimeSpan Elapsed, TimeSpan Drained)
{
    /// <summary>Requests that reached the silo.</summary>
    public long Sent => Done + Refused + Broken.Values.Sum();

    public double PerSecond(long count) => count / Elapsed.TotalSeconds;
}
