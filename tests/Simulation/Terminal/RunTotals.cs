using System.Globalization;
using Aevrion.Simulation.Running;

namespace Aevrion.Simulation.Terminal;

/// <summary>Sums over the seeds that ended.</summary>
internal sealed class RunTotals
{
    public int Seeds { get; private set; }

    public long Steps { get; private set; }

    public long Writes { get; private set; }

    public long Exchanges { get; private set; }

    /// <summary>The largest share of its bound that the bytes of an exchange took.</summary>
    public double HighestShare { get; private set; }

    public void Add(SeedResult result)
    {
        Seeds++;
        Steps += result.Steps;
        Writes += result.Writes;
        Exchanges += result.Exchanges;
        HighestShare = Math.Max(HighestShare, result.HighestShare);
    }

    public string Describe(TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Seeds:N0} seeds, {Steps:N0} steps, {Writes:N0} writes, {Exchanges:N0} exchanges in {elapsed.TotalSeconds:N1} s ({Steps / elapsed.TotalSeconds:N0} steps a second); bytes at most {HighestShare:P0} of their bound");
}
