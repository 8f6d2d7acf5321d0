using Aevrion.Engine.Tests.Hosting;
using Aevrion.Engine.Tests.Probing;
using Aevrion.Engine.Tests.Reminders;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Aevrion.Engine.Tests.Embedded;

/// <summary>The engine's time comes from the container.</summary>
public sealed class TimeTests
{
    private readonly ShiftedTime _time = new();
    private readonly string _key = Probe.NewKey();

    private Probe Seen => Probe.Of(_key);

    [Fact]
    public async Task Idleness_is_measured_in_it()
    {
        await using var silo = await StartAsync();
        await silo.Client.GetGrain<ILifeGrain>(_key).Note("used");
        var other = Probe.NewKey();
        await silo.Client.GetGrain<ILifeGrain>(other).Note("used");
        await Eventually.Holds(() =>
        {
            _time.PutForward(TimeSpan.FromMinutes(20));
            _ = silo.Client.GetGrain<ILifeGrain>(other).Note("used");
            return Seen.Count("deactivated: ActivationIdle") == 1;
        });
    }

    [Fact]
    public async Task Reminders_are_due_in_it()
    {
        await using var silo = await StartAsync();
        var grain = silo.Client.GetGrain<IReminderGrain>(_key);
        await grain.Remind("wake", TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        await Eventually.Holds(() => Seen.Count("wake in time") >= 1);
        _time.PutForward(TimeSpan.FromDays(-1));
        var ticks = Seen.Count("wake in time");
        await grain.Remind("later", TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        await Eventually.Holds(() => Seen.Count("later in time") >= 3);
        Assert.InRange(Seen.Count("wake in time"), ticks, ticks + 1);
    }

    private Task<SiloInHost> StartAsync() => SiloInHost.StartAsync(builder =>
    {
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.UseInMemoryReminderService();
        builder.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
        builder.Configure<GrainCollectionOptions>(options => options.CollectionQuantum = TimeSpan.FromMilliseconds(50));
    });
}
