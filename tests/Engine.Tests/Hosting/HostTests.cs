using Aevrion.Engine.Tests.Probing;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.Hosting;

/// <summary>A silo starts and stops with its host.</summary>
public sealed class HostTests
{
    private readonly string _key = Probe.NewKey();

    private Probe Seen => Probe.Of(_key);

    [Fact]
    public async Task The_hosts_services_call_grains()
    {
        await using var silo = await SiloInHost.StartAsync(_ => { });
        await silo.Client.GetGrain<ILifeGrain>(_key).Note("from the client");
        await silo.Services.GetRequiredService<IGrainFactory>().GetGrain<ILifeGrain>(_key).Note("from the factory");
        Assert.Equal(["from the client", "from the factory"], Seen.Events);
    }

    [Fact]
    public async Task Lifecycle_participants_start_and_stop_in_the_order_of_their_stages()
    {
        await using (var silo = await SiloInHost.StartAsync(builder =>
        {
            foreach (var stage in (int[])[ServiceLifecycleStage.Active, ServiceLifecycleStage.RuntimeServices, ServiceLifecycleStage.ApplicationServices])
                builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new StageParticipant(Seen, stage));
        }))
        {
            Assert.Equal(["start 4000", "start 10000", "start 20000"], Seen.Events);
        }

        Assert.Equal(["start 4000", "start 10000", "start 20000", "stop 20000", "stop 10000", "stop 4000"], Seen.Events);
    }

    [Fact]
    public async Task Startup_tasks_may_call_grains()
    {
        await using var silo = await SiloInHost.StartAsync(builder => builder.AddStartupTask(
            (services, _) => services.GetRequiredService<IGrainFactory>().GetGrain<ILifeGrain>(_key).Note("at start")));
        Assert.Equal(["at start"], Seen.Events);
    }

    [Fact]
    public async Task A_startup_task_that_fails_fails_the_start() =>
        await Assert.ThrowsAnyAsync<Exception>(() => SiloInHost.StartAsync(
            builder => builder.AddStartupTask((_, _) => throw new NotSupportedException("Will not start."))));

    [Fact]
    public async Task Options_that_cannot_work_fail_the_start() =>
        await Assert.ThrowsAsync<OrleansConfigurationException>(() => SiloInHost.StartAsync(
            builder => builder.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromSeconds(1))));

    [Fact]
    public async Task Stopping_deactivates_every_grain()
    {
        var keys = Enumerable.Range(0, 20).Select(_ => Probe.NewKey()).ToList();
        await using (var silo = await SiloInHost.StartAsync(_ => { }))
        {
            foreach (var key in keys)
                await silo.Client.GetGrain<ILifeGrain>(key).Note("used");
        }

        Assert.All(keys, key => Assert.Equal(["used", "deactivated: ShuttingDown"], Probe.Of(key).Events));
    }

    [Fact]
    public async Task Stopping_waits_for_the_request_that_runs()
    {
        await using var silo = await SiloInHost.StartAsync(_ => { });
        var running = silo.Client.GetGrain<ILifeGrain>(_key).WaitAtGate();
        await Eventually.Holds(() => Seen.Count("began") == 1);
        var stopping = silo.StopAsync();
        Assert.False(stopping.IsCompleted);
        Seen.Open();
        await Eventually.Answers(stopping);
        await Eventually.Answers(running);
        Assert.Equal(["began", "ended", "deactivated: ShuttingDown"], Seen.Events);
    }

    [Fact]
    public async Task A_stopped_silo_refuses_calls()
    {
        ILifeGrain grain;
        await using (var silo = await SiloInHost.StartAsync(_ => { }))
            grain = silo.Client.GetGrain<ILifeGrain>(_key);
        await Assert.ThrowsAnyAsync<Exception>(() => Eventually.Answers(grain.Note("never")));
        Assert.Empty(Seen.Events);
    }
}
