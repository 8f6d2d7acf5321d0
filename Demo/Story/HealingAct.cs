using Aevrion.Client;

namespace Aevrion.Demo.Story;

/// <summary>The link heals, the regions find and repair what differs; and comparing them once more costs next to nothing.</summary>
internal static class HealingAct
{
    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var (eu, us, narrator) = (stage.Eu, stage.Us, stage.Narrator);
        narrator.Step("The link heals");
        narrator.Say(
            $"The connection that {Narrator.Eu} dials is let through first, so that a single exchange does it all. Nobody has to ask for it: {Narrator.Eu} "
            + "connects and compares digests from the top down. What is equal is not looked into; at the bottom just the events that one side lacks travel.");
        var carriedBefore = stage.Regions.EuToUs.BytesCarried;
        var repair = await Exchanges.AfterHealingAsync(stage, eu, stage.Regions.EuToUs, cancellationToken);
        var carried = stage.Regions.EuToUs.BytesCarried - carriedBefore;
        Exchanges.Show(narrator, eu, us, repair);
        narrator.Say(
            $"That is {PerEvent(repair):N0} bytes an event, the search included; nearly all events differed. (The link itself counted {carried:N0} bytes: "
            + "connecting is in it, too.)");
        await Exchanges.AskAfterHealingAsync(stage, us, stage.Regions.UsToEu, cancellationToken);

        var comparison = await stage.Narrator.WaitAsync("Reading both trees", stage.CompareAsync(cancellationToken));
        Digests.Show(narrator, comparison.First, comparison.Second);
        narrator.Show(stage.Picture.Lines(comparison));
        narrator.Say($"Of the two values of {LinkedAct.MottoKey} the last write has won in both regions, and the other one is kept as history. The deletion has arrived as well:");
        await WritingAct.ShowKeysAsync(stage, cancellationToken);
    }

    private static long PerEvent(PeerExchange exchange) =>
        (exchange.BytesSent + exchange.BytesReceived) / Math.Max(1, exchange.EventsSent + exchange.EventsReceived);
}
