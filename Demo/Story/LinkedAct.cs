namespace Aevrion.Demo.Story;

/// <summary>Both regions start, and what one writes arrives in the other by itself.</summary>
internal static class LinkedAct
{
    public const string MottoKey = "shop/motto";
    public const string BannerKey = "shop/banner";

    private const string Motto = "Open all day";
    private const string Banner = "Summer sale";

    public static async Task PlayAsync(Stage stage, CancellationToken cancellationToken)
    {
        var (eu, us, narrator) = (stage.Eu, stage.Us, stage.Narrator);
        narrator.Step("Two regions and a link");
        narrator.Say(
            $"{Narrator.Eu} and {Narrator.Us} are two regions: each a process of its own with a database of its own. All that joins them is a link, "
            + "and the demo sits in the middle of it.");
        await narrator.WaitAsync("Starting both regions", stage.Regions.StartAsync(cancellationToken, eu, us));
        await stage.Regions.AwaitPeerAsync(eu, "connect", peer => peer is { State: "connected", LastExchange.Error: null }, cancellationToken);
        await stage.Regions.AwaitPeerAsync(us, "connect", peer => peer is { State: "connected", LastExchange.Error: null }, cancellationToken);
        var status = await eu.Client.GetStatusAsync(cancellationToken);
        narrator.Say($"{Narrator.Eu} {eu.Url}   {Narrator.Us} {us.Url}   (grain engine {Narrator.Quote(status.Engine)})");

        narrator.Say("While the link holds, a region pushes each write to the other as soon as it is durable:");
        await stage.PutAsync(eu, MottoKey, Motto, cancellationToken);
        var motto = await Stage.ArrivalAsync(us, MottoKey, Motto, cancellationToken);
        await stage.PutAsync(us, BannerKey, Banner, cancellationToken);
        var banner = await Stage.ArrivalAsync(eu, BannerKey, Banner, cancellationToken);
        narrator.Show(
            ["key", "value", "written in", "read in"],
            [
                [MottoKey, Motto, "eu", $"us, {motto.TotalMilliseconds:0} ms later"],
                [BannerKey, Banner, "us", $"eu, {banner.TotalMilliseconds:0} ms later"],
            ]);
    }
}
