using Aevrion.Client;

namespace Aevrion.Demo.Story;

/// <summary>The link is cut.</summary>
internal static class CutAct
{
    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var narrator = stage.Narrator;
        narrator.Step("The link is cut");
        stage.Regions.Cut();
        narrator.Say("Every connection is reset, in both directions, and each new try to connect is as well:");
        var us = await stage.Regions.AwaitPeerAsync(stage.Eu, "notice the cut", IsLost, cancellationToken);
        var eu = await stage.Regions.AwaitPeerAsync(stage.Us, "notice the cut", IsLost, cancellationToken);
        narrator.Show(["region", "says of the other"],
        [
            ["eu", $"{us.State}: {us.StateReason}"],
            ["us", $"{eu.State}: {eu.StateReason}"],
        ]);
        narrator.Say("Both go on reading and writing: no read or write ever waits for another region.");
    }

    private static bool IsLost(PeerStatus peer) => peer is { State: "disconnected", StateReason: not null };
}
