using Aevrion.Engine.Tests.Hosting;
using Aevrion.Engine.Tests.Probing;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Aevrion.Engine.Tests.Embedded;

/// <summary>How a silo ends.</summary>
public sealed class ShutdownTests
{
    private readonly string _key = Probe.NewKey();

    private Probe Seen => Probe.Of(_key);

    [Fact]
    public async Task Queued_requests_finish_and_new_ones_from_outside_are_refused()
    {
        const int queued = 20;
        var other = Probe.NewKey();
        await using var silo = await SiloInHost.StartAsync(_ => { });
        var grain = silo.Client.GetGrain<ILifeGrain>(_key);
        var running = grain.WaitAtGateAndNoteElsewhere(other);
        await Eventually.Holds(() => Seen.Count("began") == 1);
        var waiting = Enumerable.Range(0, queued).Select(_ => grain.Note("queued")).ToList();
        await grain.NoteOneWay("one way");
        var stopping = silo.StopAsync();
        await UntilRefused(silo.Client.GetGrain<ILifeGrain>(Probe.NewKey()));
        Assert.False(stopping.IsCompleted);
        Seen.Open();
        await Eventually.Answers(stopping);
        await Eventually.Answers(Task.WhenAll(waiting.Append(running)));
        Assert.Equal(queued, Seen.Count("queued"));
        Assert.Equal(1, Seen.Count("one way"));
        Assert.Equal(["noted", "deactivated: ShuttingDown"], Probe.Of(other).Events);
        Assert.Equal("deactivated: ShuttingDown", Seen.Events.Last());
    }

    [Fact]
    public async Task What_does_not_finish_in_time_is_cut_off()
    {
        await using var silo = await SiloInHost.StartAsync(
            builder => builder.Configure<EngineOptions>(options => options.DrainTimeout = TimeSpan.FromMilliseconds(100))
                .Configure<Orleans.Configuration.GrainCollectionOptions>(options => options.DeactivationTimeout = TimeSpan.FromMilliseconds(100)));
        var running = silo.Client.GetGrain<ILifeGrain>(_key).WaitAtGateAndNoteElsewhere(Probe.NewKey());
        await Eventually.Holds(() => Seen.Count("began") == 1);
        await Eventually.Answers(silo.StopAsync());
        await Assert.ThrowsAsync<SiloUnavailableException>(() => Eventually.Answers(running));
    }

    [Fact]
    public async Task A_killed_silo_cuts_calls_off_and_runs_no_grain_code()
    {
        await using var cluster = new TestClusterBuilder(1).Build();
        await Deploy(cluster);
        var running = cluster.GrainFactory.GetGrain<ILifeGrain>(_key).WaitAtGateAndNoteElsewhere(Probe.NewKey());
        await Eventually.Holds(() => Seen.Count("began") == 1);
        await Eventually.Answers(cluster.KillSiloAsync(cluster.Primary!));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => Eventually.Answers(running));
        Assert.Equal(["began"], Seen.Events);
    }

    [Fact]
    public async Task A_silo_that_has_not_started_refuses_calls()
    {
        await using var silo = await SiloInHost.StartAsync(builder => builder.AddStartupTask(
            async (services, _) =>
            {
                var factory = (IGrainFactory)services.GetService(typeof(IGrainFactory))!;
                await Assert.ThrowsAsync<SiloUnavailableException>(() => factory.GetGrain<ILifeGrain>(_key).Note("never"));
                Seen.Note("refused");
            },
            ServiceLifecycleStage.RuntimeServices));
        Assert.Equal(["refused"], Seen.Events);
    }

    private static Task Deploy(TestCluster cluster) => cluster.DeployAsync();

    private static async Task UntilRefused(ILifeGrain grain)
    {
        var refused = false;
        await Eventually.Holds(() => refused |= grain.Note("outside").Exception?.InnerException is SiloUnavailableException);
    }
}
