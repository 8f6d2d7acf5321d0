using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Reminders;

/// <summary>Reminders are for minutes, unless configured otherwise.</summary>
public sealed class ReminderMinimumTests(DefaultReminderCluster cluster) : IClassFixture<DefaultReminderCluster>
{
    [Fact]
    public async Task Less_than_a_minute_is_refused()
    {
        var grain = cluster.Grains.GetGrain<IReminderGrain>(Probe.NewKey());
        await Assert.ThrowsAsync<ArgumentException>(() => grain.Remind("wake", TimeSpan.Zero, TimeSpan.FromSeconds(59)));
        await grain.Remind("wake", TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        Assert.Equal("wake", await grain.Find("wake"));
    }
}
