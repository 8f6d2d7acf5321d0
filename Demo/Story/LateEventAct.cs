namespace Aevrion.Demo.Story;

/// <summary>One single event is missing somewhere in the past: finding it costs what the difference is worth, not what the history is.</summary>
internal static class LateEventAct
{
    private const string LateKey = "shop/late-delivery";

    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var (eu, us, narrator) = (stage.Eu, stage.Us, stage.Narrator);
        narrator.Step("One event is missing");
        stage.Regions.Cut();
        await stage.Regions.AwaitPeerAsync(us, "notice the cut", peer => peer.State != "connected", cancellationToken);
        await stage.ImportAsync(us, [(LateKey, "found in the back of a drawer", stage.History.MiddleTimestampMs)], cancellationToken);
        await us.KillAsync();
        narrator.Say(
            $"The link is cut once more. {Narrator.Us} takes in one late event, {LateKey}, dated in the middle of the history, and is killed "
            + "before it can pass it on:");
        await narrator.WaitAsync("Starting us again", stage.Regions.StartAsync(cancellationToken, us));
        var comparison = await narrator.WaitAsync("Reading both trees", stage.CompareAsync(cancellationToken));
        Digests.Show(narrator, comparison.First, comparison.Second);
        narrator.Show(stage.Picture.Lines(comparison));
        narrator.Say("The differing digests lead straight down to it. The link heals, and they do:");

        var repair = await Exchanges.AfterHealingAsync(stage, eu, stage.Regions.EuToUs, cancellationToken);
        Exchanges.Show(narrator, eu, us, repair);
        narrator.Say(
            $"[bold]{repair.BytesSent + repair.BytesReceived:N0} bytes[/] to find and bring one event among {stage.Ledger.Count:N0}. Copying everything would carry "
            + $"{stage.Ledger.ContentBytes:N0} bytes of keys, values and times at least, and grow with the history; this grows with what differs.");
        await Exchanges.AskAfterHealingAsync(stage, us, stage.Regions.UsToEu, cancellationToken);
    }
}
