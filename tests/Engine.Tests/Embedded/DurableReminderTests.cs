using Aevrion.Engine.Tests.Probing;
using Aevrion.Engine.Tests.Reminders;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.Embedded;

/// <summary>Reminders in PostgreSQL.</summary>
public sealed class DurableReminderTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly string _key = Probe.NewKey();

    private Probe Seen => Probe.Of(_key);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reminder_survives_the_silo_and_activates_its_grain_again(bool gracefully)
    {
        await using var cluster = await DurableCluster.StartAsync(database.ConnectionString);
        await cluster.GrainFactory.GetGrain<IReminderGrain>(_key).Remind("wake", Short, Short);
        await Eventually.Holds(() => Seen.Count("wake in time") >= 1);
        var silo = cluster.Primary!;
        if (!gracefully)
            await cluster.KillSiloAsync(silo);
        var activations = Seen.Count("activated");
        await cluster.RestartSiloAsync(silo);
        await Eventually.Holds(() => Seen.Count("activated") > activations);
        var ticks = Seen.Count("wake in time");
        await Eventually.Holds(() => Seen.Count("wake in time") > ticks);
        Assert.True(await cluster.GrainFactory.GetGrain<IReminderGrain>(_key).Forget("wake"));
    }

    [Fact]
    public async Task A_reminder_that_was_unregistered_stays_so()
    {
        await using var cluster = await DurableCluster.StartAsync(database.ConnectionString);
        var grain = cluster.GrainFactory.GetGrain<IReminderGrain>(_key);
        await grain.Remind("one", Long, Long);
        await grain.Remind("two", Long, Long);
        Assert.True(await grain.Forget("one"));
        await cluster.RestartSiloAsync(cluster.Primary!);
        Assert.Equal(["two"], await grain.Names());
        Assert.False(await grain.Forget("one"));
    }

    [Fact]
    public async Task Registering_again_replaces_the_row()
    {
        await using var cluster = await DurableCluster.StartAsync(database.ConnectionString);
        var grain = cluster.GrainFactory.GetGrain<IReminderGrain>(_key);
        await grain.Remind("wake", Long, Long);
        await grain.Remind("wake", Short, Short);
        await Eventually.Holds(() => Seen.Count("wake each 200 ms") >= 1);
        Assert.Equal(["wake"], await grain.Names());
        await Assert.ThrowsAsync<ReminderException>(() => grain.ForgetByOutdatedCopy("wake"));
        Assert.True(await grain.Forget("wake"));
    }

    [Fact]
    public async Task Services_that_share_a_database_keep_their_reminders_apart()
    {
        await using var one = await DurableCluster.StartAsync(database.ConnectionString, "one");
        await using var other = await DurableCluster.StartAsync(database.ConnectionString, "other");
        await one.GrainFactory.GetGrain<IReminderGrain>(_key).Remind("wake", Long, Long);
        Assert.Empty(await other.GrainFactory.GetGrain<IReminderGrain>(_key).Names());
    }
}
