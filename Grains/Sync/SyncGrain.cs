using System.Security.Cryptography;
using Aevrion.Core.Sync.Scheduling;
using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Interfaces.Watermark;
using Aevrion.Grains.Peers;
using Aevrion.Grains.Peers.Pauses;
using Aevrion.Grains.Relay;
using Aevrion.Grains.Telemetry;
using Aevrion.Grains.Tree;
using Aevrion.Storage;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Grains.Sync;

/// <summary>
/// Runs the exchanges with one peer, one at a time, over the link of the silo it lives in. A durable reminder ticks at the sync period
/// (a minute at least); for shorter periods a timer ticks beside it. When exchanges run is up to <see cref="ExchangeSchedule"/>.
/// </summary>
public sealed class SyncGrain(
    [PersistentState("sync", SyncGrain.StorageName)] IPersistentState<SyncState> state,
    PeerLinks links,
    PeerPauses pauses,
    SiloRelay relay,
    RegionTree tree,
    RegionOptions options,
    RegionClock clock,
    SyncInstruments instruments,
    ILogger<SyncGrain> logger) : Grain, ISyncGrain, IRemindable
{
    /// <summary>Name of the grain storage.</summary>
    public const string StorageName = "aevrion";

    private const string ReminderName = "exchange";

    private static readonly TimeSpan MinReminderPeriod = TimeSpan.FromMinutes(1);

    private ExchangeSchedule? _schedule;
    private IGrainTimer? _nextDue;
    private bool _isConvergenceKnown;
    private long _equalSince;
    private long _equalBefore;

    private PeerLink Link => links.Find(this.GetPrimaryKeyString())
        ?? throw new InvalidOperationException($"Region '{options.Region}' has no peer '{this.GetPrimaryKeyString()}'.");

    private ExchangeSchedule Schedule => _schedule ?? throw new InvalidOperationException("The grain is not active.");

    // Without a connection nothing is tried: the next one makes an exchange due, once pushes have brought what they can.
    private bool CanRun => !state.State.IsPaused && Link is { IsConnected: true, CatchUp.IsPending: false };

    private long NowMs => clock.TimeProvider.MonotonicMs();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _schedule = new ExchangeSchedule(Draw, state.State.Failures);
        _nextDue = this.RegisterGrainTimer(
            RunDue, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        if (state.State.ConvergedThrough is not null)
            this.RegisterGrainTimer(Confirm, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
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
    public Task Notice(PeerNews news)
    {
        Schedule.Note(news == PeerNews.Overflowed ? ExchangeOccasion.Overflowed : ExchangeOccasion.Connected);
        Arm();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ExchangeReport> Exchange()
    {
        if (state.State.IsPaused)
            return Paused();
        Schedule.Note(ExchangeOccasion.Requested);
        var (occasion, report) = await Run();

        // What an overflow left to repair goes first, and proves nothing: who asks wants to know.
        if (occasion == ExchangeOccasion.Overflowed && report.Error is null)
            (_, report) = await Run();
        Arm();
        return report;
    }

    /// <inheritdoc/>
    public async Task<ExchangeReport> Compare()
    {
        if (state.State.IsPaused)
            return Paused();
        if (!Link.IsConnected)
            return new ExchangeReport { At = clock.NowMs(), Equal = false, Error = "Not connected." };
        Schedule.Note(ExchangeOccasion.Overflowed);
        var (_, report) = await Run();
        Arm();
        return report;
    }

    /// <inheritdoc/>
    public Task<PeerStatus?> Pause() => SetPaused(true);

    /// <inheritdoc/>
    public Task<PeerStatus?> Resume() => SetPaused(false);

    /// <inheritdoc/>
    public ValueTask<PeerTidings> GetTidings() => ValueTask.FromResult(Tidings());

    /// <inheritdoc/>
    public async Task<PeerDifferences> GetDifferences()
    {
        var others = await relay.PendingOfOthersAsync(this.GetPrimaryKeyString());
        var link = Link;
        return link.Differences.Read(state.State.IsPaused ? PeerConnectionState.Paused : link.Status().State, others);
    }

    /// <inheritdoc/>
    public async ValueTask<PeerStatus> GetStatus()
    {
        // Every silo pushes what it commits.
        var others = await relay.PushesOfOthersAsync(this.GetPrimaryKeyString());
        var link = Link;
        var known = state.State;
        var status = link.Status();
        if (status.State == PeerConnectionState.Paused)
            status = status with { State = PeerConnectionState.Connecting, StateReason = null };
        return status with
        {
            State = known.IsPaused ? PeerConnectionState.Paused : status.State,
            StateReason = known.IsPaused ? PeerPauses.ReasonHere(status.Name) : status.StateReason,
            PushLag = status.PushLag + others.Lag,
            PushedEvents = status.PushedEvents + others.Pushed,
            PushOverflows = status.PushOverflows + others.Overflows,
            Inbound = InboundTotals.Of([status.Inbound, others.Inbound]),
            LastExchange = known.LastExchange,
            ConvergedThrough = _isConvergenceKnown && known.ConvergedThrough is { } through ? Math.Min(through, link.OldestUnconfirmed) : null,
            Exchanges = known.Exchanges,
            Failures = known.Failures,
        };
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        links.Find(this.GetPrimaryKeyString()) is null ? Forget() : Tick();

    private PeerTidings Tidings() => new()
    {
        Peer = this.GetPrimaryKeyString(),
        IsPaused = state.State.IsPaused,
        PauseChanges = state.State.PauseChanges,
        EqualSince = _equalSince,
        EqualBefore = _equalBefore,
    };

    private ExchangeReport Paused() =>
        new() { At = clock.NowMs(), Equal = false, IsPaused = true, Error = PeerPauses.ReasonHere(this.GetPrimaryKeyString()) };

    /// <summary>Durable first, told afterwards: no silo must know what a restart forgets.</summary>
    private async Task<PeerStatus?> SetPaused(bool isPaused)
    {
        var known = state.State;
        var isChange = known.IsPaused != isPaused;
        if (isChange)
            (known.IsPaused, known.PauseChanges) = (isPaused, known.PauseChanges + 1);

        // Even when nothing changes: another call's write may be under way, and fail.
        if (!await Keep())
        {
            if (isChange)
                (known.IsPaused, known.PauseChanges) = (!isPaused, known.PauseChanges + 1);
            return null;
        }

        if (isChange)
            NotePause(isPaused);
        var tidings = Tidings();
        pauses.Learn(tidings);
        await relay.TellOfPeerAsync(tidings);
        return await GetStatus();
    }

    private void NotePause(bool isPaused)
    {
        var peer = this.GetPrimaryKeyString();
        if (isPaused)
            PeerLog.Paused(logger, peer);
        else
            PeerLog.Resumed(logger, peer);
    }

    private static double Draw() => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);

    private Task Tick()
    {
        // A reminder and a timer may both tick, neither exactly.
        if (state.State.LastExchange is { } last && clock.NowMs() - last.At < options.SyncPeriod.TotalMilliseconds / 2)
            return Task.CompletedTask;
        Schedule.Note(ExchangeOccasion.Tick);
        return RunDue();
    }

    private async Task RunDue()
    {
        while (CanRun && Schedule.Due(NowMs) is not null)
            await Run();
        Arm();
    }

    private void Arm()
    {
        var nowMs = NowMs;
        if (CanRun && Schedule.DueMs is { } dueMs)
            _nextDue?.Change(TimeSpan.FromMilliseconds(Math.Max(nowMs, dueMs) - nowMs), Timeout.InfiniteTimeSpan);
    }

    private async Task<(ExchangeOccasion Occasion, ExchangeReport Report)> Run()
    {
        using var activity = SyncInstruments.Begin(this.GetPrimaryKeyString());
        var occasion = Schedule.Begin();
        ExchangeReport? report = null;
        try
        {
            report = await Link.ExchangeAsync(occasion, CancellationToken.None);
        }
        finally
        {
            // One that a pause cut short was no failure: what follows it must not wait.
            Schedule.End(report is { Error: null } || state.State.IsPaused, NowMs, report?.EventsNotPermitted ?? 0);
        }

        if (report.Error is not null && state.State.IsPaused)
        {
            Schedule.Note(occasion);
            report = report with { IsPaused = true };
        }

        if (report.EqualBefore is { } equalBefore)
        {
            (_equalSince, _equalBefore) = (report.StartedAt, equalBefore);
            Link.Differences.NoteEqual(_equalSince, _equalBefore);
        }

        instruments.Exchanged(this.GetPrimaryKeyString(), report, activity);
        var known = state.State;
        known.LastExchange = report;
        known.Failures = Schedule.Failures;
        if (report.Error is null)
        {
            known.Exchanges++;
            if (report.ConvergedThrough is { } through)
            {
                known.ConvergedThrough = through;
                known.ConvergedDigest = report.ConvergedDigest;
                _isConvergenceKnown = true;
            }
        }

        await Keep();
        if (report.Error is null)
            await GrainFactory.GetGrain<IWatermarkGrain>(IWatermarkGrain.Key).Refresh();
        return (occasion, report);
    }

    /// <summary>What was found equal in an earlier life is so still if nothing has come in here since; the silo may have died before it noted that.</summary>
    private async Task Confirm()
    {
        if (_isConvergenceKnown || state.State is not { ConvergedThrough: { } through, ConvergedDigest: { } digest })
            return;
        try
        {
            var now = (await tree.SnapshotAsync(tree.Shape.LeafOf(through), CancellationToken.None)).Digest.ToString();
            _isConvergenceKnown |= now == digest && through == state.State.ConvergedThrough;
        }
        catch (StorageUnavailableException failure)
        {
            PeerLog.StatusIncomplete(logger, this.GetPrimaryKeyString(), failure.Message);
        }
    }

    private async Task Forget()
    {
        if (await this.GetReminder(ReminderName) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    private async Task<bool> Keep()
    {
        try
        {
            await state.WriteStateAsync();
            return true;
        }
        catch (Exception failure)
        {
            PeerLog.StateNotKept(logger, this.GetPrimaryKeyString(), failure.Message);
            return false;
        }
    }
}
