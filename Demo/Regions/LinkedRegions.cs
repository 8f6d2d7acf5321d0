using System.Diagnostics;
using Aevrion.Client;
using Aevrion.Demo.Link;

namespace Aevrion.Demo.Regions;

/// <summary>The two regions, eu and us, and the link between them: each dials the other through a <see cref="LinkProxy"/>.</summary>
internal sealed class LinkedRegions : IAsyncDisposable
{
    private const int PortsPerRegion = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollDelay = TimeSpan.FromMilliseconds(50);

    public LinkedRegions(DemoSettings settings)
    {
        var ports = FreePorts.Take(2 * PortsPerRegion, Random.Shared);
        Eu = new Region("eu", ports[..PortsPerRegion], settings);
        Us = new Region("us", ports[PortsPerRegion..], settings);
        EuToUs = new LinkProxy(Us.Port);
        UsToEu = new LinkProxy(Eu.Port);
    }

    public Region Eu { get; }

    public Region Us { get; }

    /// <summary>The connection that eu dials.</summary>
    public LinkProxy EuToUs { get; }

    /// <summary>The connection that us dials.</summary>
    public LinkProxy UsToEu { get; }

    public Region PeerOf(Region region) => region == Eu ? Us : Eu;

    /// <summary>Starts regions, and waits until they answer.</summary>
    public async Task StartAsync(CancellationToken cancellationToken, params Region[] regions)
    {
        foreach (var region in regions)
            region.Start(PeerOf(region), (region == Eu ? EuToUs : UsToEu).Url);
        await Task.WhenAll(regions.Select(region => region.ReadyAsync(cancellationToken)));
    }

    public void Cut()
    {
        EuToUs.Cut();
        UsToEu.Cut();
    }

    /// <summary>Waits until what a region says of its peer is as wanted.</summary>
    /// <exception cref="RegionFailedException">It did not come true in time.</exception>
    public async Task<PeerStatus> AwaitPeerAsync(Region region, string wish, Predicate<PeerStatus> wanted, CancellationToken cancellationToken)
    {
        var started = Stopwatch.StartNew();
        while (started.Elapsed < Patience)
        {
            var peer = (await region.Client.GetPeersAsync(cancellationToken)).Peers.Single();
            if (wanted(peer))
                return peer;
            await Task.Delay(PollDelay, cancellationToken);
        }

        throw new RegionFailedException(
            $"In {Patience.TotalSeconds} s region {region.Name} did not {wish} (logs: {Eu.Log}, {Us.Log}).");
    }

    public async ValueTask DisposeAsync()
    {
        await Eu.DisposeAsync();
        await Us.DisposeAsync();
        await EuToUs.DisposeAsync();
        await UsToEu.DisposeAsync();
    }
}
