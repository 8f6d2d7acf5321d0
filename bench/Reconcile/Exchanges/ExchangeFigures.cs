namespace Aevrion.Bench.Reconcile.Exchanges;

/// <summary>What one exchange took.</summary>
/// <param name="Bytes">On the wire, both directions.</param>
/// <param name="EventBytes">Those of them that are events.</param>
/// <param name="RoundTrips">Requests that waited for an answer.</param>
/// <param name="CpuMs">Processor time of this process until the differences were known, in milliseconds.</param>
/// <param name="ElapsedMs">Time until then, in milliseconds.</param>
internal sealed record ExchangeFigures(long Bytes, long EventBytes, int RoundTrips, double CpuMs, double ElapsedMs)
{
    /// <summary>Where the time went until then, in milliseconds by phase.</summary>
    public IReadOnlyDictionary<string, double> Phases { get; init; } = new Dictionary<string, double>();

    /// <summary>Everything on the wire but the events themselves.</summary>
    public long BytesToIdentify => Bytes - EventBytes;
}
