using Aevrion.Core.Sync.Frontiers;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Peers;
using Microsoft.Extensions.Hosting;

namespace Aevrion.Grains.Watermark;

/// <summary>Tells each peer what is news to it: all of it over a new connection, then whatever changes.</summary>
public sealed class FrontierTeller(PeerLinks links, IFrontierExchange exchange, RegionOptions options) : IHostedService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PeerLink, FrontierGossip> _gossip = [];

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var link in links.All)
            link.Opened = Begin;
        exchange.Changed = TellAll;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Begin(PeerLink link)
    {
        lock (_lock)
        {
            _gossip[link] = new FrontierGossip(options.Region, link.Peer);
            Tell(link);
        }
    }

    private void TellAll()
    {
        lock (_lock)
        {
            foreach (var link in _gossip.Keys)
                Tell(link);
        }
    }

    private void Tell(PeerLink link)
    {
        var news = _gossip[link].News(exchange.All());
        if (news.Count > 0)
            link.Tell(WireFrontiers.ToWire(news));
    }
}
