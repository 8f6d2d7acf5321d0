using Aevrion.Client;
using Aevrion.Demo.Link;
using Aevrion.Demo.Regions;

namespace Aevrion.Demo.Story;

/// <summary>Lets a link through again and waits for the exchange that follows by itself.</summary>
internal static class Exchanges
{
    /// <summary>What comparing two equal regions may cost in either direction, in bytes.</summary>
    public const long MaxEqualBytes = 128;

    /// <summary>The region dials again, notices that something differs, and repairs it.</summary>
    /// <returns>The exchange that was run after the link had healed.</returns>
    public static async Task<PeerExchange> AfterHealingAsync(Stage stage, Region region, LinkProxy link, CancellationToken cancellationToken)
    {
        var before = (await region.Client.GetPeersAsync(cancellationToken)).Peers.Single().LastExchange?.At;
        link.Heal();
        var peer = await stage.Narrator.WaitAsync(
            $"The link from {region.Name} is back; {region.Name} dials again",
            stage.Regions.AwaitPeerAsync(region, "compare itself with its peer", Compared, cancellationToken));
        return peer.LastExchange!;

        bool Compared(PeerStatus status) => status is { State: "connected", LastExchange: { Error: null } exchange } && exchange.At != before;
    }

    /// <summary>Asks the region for an exchange, which makes it dial at once instead of at its next try.</summary>
    public static async Task AskAfterHealingAsync(Stage stage, Region region, LinkProxy link, CancellationToken cancellationToken)
    {
        link.Heal();
        await region.Client.SyncAsync(stage.Regions.PeerOf(region).Name, cancellationToken);
    }

    /// <summary>What an exchange that <paramref name="region"/> began has cost.</summary>
    public static void Show(Narrator narrator, Region region, Region peer, PeerExchange exchange)
    {
        var (from, to) = ($"{region.Name} to {peer.Name}", $"{peer.Name} to {region.Name}");
        narrator.Show(["exchange", from, to],
        [
            ["events", $"{exchange.EventsSent:N0}", $"{exchange.EventsReceived:N0}"],
            ["bytes", $"{exchange.BytesSent:N0}", $"{exchange.BytesReceived:N0}"],
        ]);
        narrator.Say(
            $"{exchange.RoundTrips:N0} round trip{(exchange.RoundTrips == 1 ? "" : "s")}, {exchange.DurationMs:N0} ms. "
            + (exchange.Equal ? "[green]Both are equal now.[/]" : "[red]Both are not equal yet.[/]"));
    }
}
