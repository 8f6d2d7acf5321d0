using Aevrion.Region.Tests.Hosting;

namespace Aevrion.Region.Tests.Load;

/// <summary>Cuts and heals links between regions at random.</summary>
/// <param name="network">The network.</param>
/// <param name="regions">The regions.</param>
/// <param name="random">Chooses.</param>
internal sealed class LinkWeather(LoopbackNetwork network, IReadOnlyList<string> regions, Random random)
{
    /// <summary>How many times a link was cut.</summary>
    public int Cuts { get; private set; }

    public async Task BlowAsync(CancellationToken stop)
    {
        var links = regions.SelectMany(one => regions.Where(other => string.CompareOrdinal(one, other) < 0).Select(other => (one, other))).ToList();
        var isCut = links.ToDictionary(link => link, _ => false);
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 600)), CancellationToken.None);
            var link = links[random.Next(links.Count)];
            isCut[link] = !isCut[link];
            Cuts += isCut[link] ? 1 : 0;
            if (isCut[link])
                network.CutBetween(link.one, link.other);
            else
                network.HealBetween(link.one, link.other);
        }

        foreach (var (one, other) in links)
            network.HealBetween(one, other);
    }
}
