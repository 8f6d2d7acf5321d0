using Aevrion.Region.Tests.Hosting;

namespace Aevrion.Region.Tests;

public sealed class TopologyTests
{
    public static TheoryData<string, string[]> Topologies => new()
    {
        { "mesh of 3", ["eu:us,ap", "us:eu,ap", "ap:eu,us"] },
        { "mesh of 5", ["eu:us,ap,sa,af", "us:eu,ap,sa,af", "ap:eu,us,sa,af", "sa:eu,us,ap,af", "af:eu,us,ap,sa"] },
        { "ring of 5", ["eu:us,af", "us:eu,ap", "ap:us,sa", "sa:ap,af", "af:sa,eu"] },
        { "star of 3", ["eu:us,ap", "us:eu", "ap:eu"] },
        { "star of 5", ["eu:us,ap,sa,af", "us:eu", "ap:eu", "sa:eu", "af:eu"] },
    };

    [Theory]
    [MemberData(nameof(Topologies))]
    public async Task A_write_in_any_region_reaches_all_without_an_exchange(string topology, string[] links)
    {
        var network = new LoopbackNetwork();
        var regions = new List<TestRegion>();
        try
        {
            foreach (var link in links)
            {
                var (name, peers) = (link.Split(':')[0], link.Split(':')[1].Split(','));
                regions.Add(await TestRegion.StartAsync(network, name, peers));
            }

            // The exchanges that follow connecting are over before the first write, so that only pushes can carry it.
            await Eventually.HoldsAsync(
                async () => await AllExchangedAsync(regions, links), $"every region of the {topology} has exchanged with its peers");
            foreach (var region in regions)
                await region.PutAsync($"from:{region.Name}", region.Name);
            foreach (var (writer, reader) in regions.SelectMany(writer => regions.Select(reader => (writer, reader))))
            {
                await Eventually.HoldsAsync(
                    async () => await reader.GetAsync($"from:{writer.Name}") == writer.Name, $"{reader.Name} has what {writer.Name} wrote");
            }

            await Eventually.HoldsAsync(async () => await NothingLeftToPushAsync(regions, links), "every outbox is empty: nothing goes in circles");
            foreach (var region in regions)
                Assert.Equal(regions.Count, await region.Log.CountAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            foreach (var region in regions)
                await region.DisposeAsync();
        }
    }

    private static async Task<bool> AllExchangedAsync(List<TestRegion> regions, string[] links)
    {
        foreach (var (region, peer) in Links(regions, links))
        {
            if ((await region.StatusOfAsync(peer)).Exchanges == 0)
                return false;
        }

        return true;
    }

    private static async Task<bool> NothingLeftToPushAsync(List<TestRegion> regions, string[] links)
    {
        foreach (var (region, peer) in Links(regions, links))
        {
            if ((await region.StatusOfAsync(peer)).PushLag > 0)
                return false;
        }

        return true;
    }

    private static IEnumerable<(TestRegion Region, string Peer)> Links(List<TestRegion> regions, string[] links) =>
        regions.Zip(links).SelectMany(pair => pair.Second.Split(':')[1].Split(',').Select(peer => (pair.First, peer)));
}
