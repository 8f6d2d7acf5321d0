using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Peers;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Grains.Sync;

/// <summary>
/// Runs the exchanges with one peer, one at a time, over the link of the silo it lives in. A durable reminder ticks at the sync period
/// (a minute at least); for shorter periods a timer ticks beside it. While exchanges fail, ticks are left out, up to
/// <see cref="MaxBackOff"/>; requests and reconnects always run one.
/// </summary>
public sealed class SyncGrain(
    [PersistentState("sync", SyncGrain.StorageName)] IPersistentState<SyncState> state,
    PeerLinks links,
    RegionOptions options,
    RegionClock clock,
    ILogger<SyncGrain> logger) : Grain, ISyncGrain, IRemindable
{
    /// <summary>Name of the grain storage.</summary>
    public const string StorageName = "aevrion";

    private const string ReminderName = "exchange";

    private static readonly TimeSpan MinReminderPeriod = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan MaxBackOff = TimeSpan.FromMinutes(10);

    private PeerLink Link => links.Find(this.GetPrimaryKeyString())
        ?? throw new InvalidOperationException($"Region '{options.Region}' has no peer '{this.GetPrimaryKeyString()}'.");

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (options.SyncPeriod < MinReminderPeriod)
        {
            this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(options.SyncPeriod, options.SyncPeriod) { KeepAlive = true });
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task EnsureScheduled()
    {
        var period = options.SyncPeriod < MinReminderPeriod ? MinReminderPeriod : options.SyncPeriod;
        return this.RegisterOrUpdateReminder(ReminderName, period, period);
    }

    /// <inheritdoc/>
    public async Task<ExchangeReport> Exchange()
    {
        var report = await Link.ExchangeAsync(CancellationToken.None);
        var known = state.State;
        known.LastExchange = report;
        if (report.Error is null)
        {
            known.Exchanges++;
            known.Failures = 0;
            known.ConvergedThrough = report.ConvergedThrough ?? known.ConvergedThrough;
        }
        else
        {
            known.Failures++;
        }

        await Keep();
        return report;
    }

    /// <inheritdoc/>
    public ValueTask<PeerStatus> GetStatus()
    {
        var link = Link;
        var known = state.State;
        return ValueTask.FromResult(link.Status() with
        {
            LastExchange = known.LastExchange,
            ConvergedThrough = known.ConvergedThrough is { } through ? Math.Min(through, link.OldestUnconfirmed) : null,
            Exchanges = known.Exchanges,
            Failures = known.Failures,
        });
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        links.Find(this.GetPrimaryKeyString()) is null ? Forget() : Tick();

    private async Task Tick()
    {
        if (IsDue())
            await Exchange();
    }

    private bool IsDue()
    {
        if (state.State.LastExchange is not { } last)
            return true;
        var waited = TimeSpan.FromMilliseconds(clock.NowMs() - last.At);
        var doubled = options.SyncPeriod * Math.Pow(2, Math.Min(state.State.Failures, 16));
        var wait = state.State.Failures == 0 || doubled < options.SyncPeriod ? options.SyncPeriod : doubled < MaxBackOff ? doubled : MaxBackOff;

        // Ticks are not exact: one that comes a little early counts.
        return waited >= wait * 0.5;
    }

    private async Task Forget()
    {
        if (await this.GetReminder(ReminderName) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    private async Task Keep()
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch (Exception failure)
        {
            PeerLog.StateNotKept(logger, this.GetPrimaryKeyString(), failure.Message);
        }
    }
}
