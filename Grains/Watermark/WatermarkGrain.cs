using Aevrion.Core;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Watermark;
using Aevrion.Grains.Sync;
using Aevrion.Grains.Tree;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Grains.Watermark;

/// <summary>
/// Performs what the <see cref="FrontierBook"/> wants: digests of the region's own history at every sync period, after exchanges, and
/// when something was learnt or came in late; those that were taken long ago are checked at every sync period. A new statement of the
/// region is told to nobody before it is kept.
/// </summary>
public sealed class WatermarkGrain(
    [PersistentState("watermark", SyncGrain.StorageName)] IPersistentState<WatermarkState> state,
    RegionTree tree,
    RegionOptions options,
    RegionClock clock,
    ILogger<WatermarkGrain> logger) : Grain, IWatermarkGrain
{
    /// <summary>Digests are taken this often at most.</summary>
    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(1);

    /// <summary>While a late import goes on, taking digests again and again takes no more than one part in so many of the time.</summary>
    private const int PausePerWork = 10;

    private static readonly TimeSpan SiloTimeout = TimeSpan.FromSeconds(5);

    private readonly Guid _epoch = Guid.NewGuid();
    private readonly Dictionary<IWatermarkObserver, long> _silos = [];
    private FrontierBook? _book;
    private FrontierRecord? _keptOwn;
    private Core.Sync.Frontiers.Watermark? _told;
    private long? _keptMs;
    private long? _keptProvenMs;
    private long _revision;
    private bool _isUnkept;
    private bool _isRefreshWanted = true;
    private long? _checkedAt;
    private long? _endedAt;
    private TimeSpan _pause;

    private FrontierBook Book => _book ?? throw new InvalidOperationException("The grain is not active.");

    /// <summary>
    /// What is claimed: no more than is kept, so that a region that dies and starts again does not have to take anything back. A region
    /// alone has nothing to keep: its closed time is kept by the database.
    /// </summary>
    private Core.Sync.Frontiers.Watermark Claim =>
        options.Peers.Count > 0 && Book.Watermark is { TimeMs: { } provenMs } proven && provenMs > (_keptMs ?? 0)
            ? proven with { TimeMs = _keptMs, Leaf = _keptMs is { } keptMs ? tree.Shape.LeafOf(keptMs) : null }
            : Book.Watermark;

    private TimeSpan ShortestPause => options.SyncPeriod < MinPause ? options.SyncPeriod : MinPause;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var kept = state.RecordExists ? FrontierStatements.Restore(state.State) : null;
        _book = new FrontierBook(options.Region, options.Peers.Keys, options.ToShape(), kept);
        _keptOwn = _book.Own;
        (_keptMs, _keptProvenMs) = (StartOf(kept?.ConfirmableLeaf), StartOf(kept?.WatermarkLeaf));
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(TimeSpan.Zero, ShortestPause) { KeepAlive = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<WatermarkAnswer> Report(WatermarkReport report, IWatermarkObserver silo)
    {
        var nowMs = clock.NowMs();
        _silos[silo] = nowMs + (IWatermarkGrain.MembershipSeconds * 1000);
        var news = false;
        foreach (var told in report.Learnt.GroupBy(statement => statement.LearntFrom, StringComparer.Ordinal))
            news |= Book.Learn(told.Key, [.. told.Select(FrontierStatements.ToRecord)], nowMs);
        if (report.Oldest is { } oldest)
            Book.Admitted(new LateAdmission(oldest.Timestamp, oldest.Origin, oldest.ReceivedFrom), nowMs);
        _isUnkept |= Publish(news) || Book.Watermark.TimeMs != _keptProvenMs;
        return Task.FromResult(Answer());
    }

    /// <inheritdoc/>
    public Task Refresh()
    {
        _isRefreshWanted = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Recheck() => Take(anew: true);

    private async Task Tick()
    {
        var isCheckDue = _checkedAt is not { } checkedAt || clock.TimeProvider.GetElapsedTime(checkedAt) >= options.SyncPeriod;
        var isPauseOver = _endedAt is not { } endedAt || clock.TimeProvider.GetElapsedTime(endedAt) >= _pause;
        if (isPauseOver && (isCheckDue || _isRefreshWanted || Book.IsRoundDue))
            await TakeOrLog(isCheckDue);
        else if (_isUnkept)
            await Keep();
    }

    private async Task TakeOrLog(bool anew)
    {
        try
        {
            await Take(anew);
        }
        catch (Exception failure)
        {
            WatermarkLog.NotTaken(logger, failure.Message);
        }
    }

    private async Task Take(bool anew)
    {
        var started = clock.TimeProvider.GetTimestamp();
        _isRefreshWanted = false;
        try
        {
            var round = Book.Begin(await tree.CloseAsync(CancellationToken.None), anew);
            var digests = new Dictionary<long, Hash256>();
            foreach (var leaf in round.Leaves)
                digests[leaf] = (await tree.SnapshotAsync(leaf, CancellationToken.None)).Digest;
            var news = Book.Complete(round, digests, clock.NowMs()) is not null;
            if (anew)
                _checkedAt = started;
            if (Publish(news: false) || news || _isUnkept || Book.Watermark.TimeMs != _keptProvenMs)
                await Keep();
        }
        finally
        {
            _endedAt = clock.TimeProvider.GetTimestamp();
            var work = clock.TimeProvider.GetElapsedTime(started) * PausePerWork;
            _pause = work > ShortestPause ? (work < options.SyncPeriod ? work : options.SyncPeriod) : ShortestPause;
        }
    }

    private long? StartOf(long? leaf) => leaf is { } known ? tree.Shape.StartOf(known) : null;

    private async Task Keep()
    {
        var (own, keep) = (Book.Own, Book.Keep());
        FrontierStatements.Keep(keep, state.State);
        _isUnkept = false;
        try
        {
            await state.WriteStateAsync();
        }
        catch (Exception failure)
        {
            _isUnkept = true;
            WatermarkLog.NotKept(logger, failure.Message);
            return;
        }

        var isNew = !Equals(own, _keptOwn);
        (_keptOwn, _keptMs, _keptProvenMs) = (own, StartOf(keep.ConfirmableLeaf), StartOf(keep.WatermarkLeaf));
        Publish(isNew);
    }

    /// <summary>Tells the silos, when there is something to tell.</summary>
    private bool Publish(bool news)
    {
        var watermark = Claim;
        var before = _told;
        if (!news && watermark == before)
            return false;
        _told = watermark;
        _revision++;
        if (watermark.TimeMs is { } timeMs && timeMs > (before?.TimeMs ?? 0))
            WatermarkLog.Proven(logger, timeMs);
        else if (before?.TimeMs > (watermark.TimeMs ?? 0))
            WatermarkLog.MovedBack(logger, watermark.Reason);

        var answer = Answer();
        var nowMs = clock.NowMs();
        foreach (var (silo, untilMs) in _silos.ToList())
        {
            if (untilMs < nowMs)
                _silos.Remove(silo);
            else
                _ = Tell(silo, answer);
        }

        return true;
    }

    private WatermarkAnswer Answer() => new()
    {
        Epoch = _epoch,
        Revision = _revision,
        WatermarkMs = Claim.TimeMs,
        Reason = Claim.Reason,
        CoveredMs = Book.CoveredMs,
        Known =
        [
            .. _keptOwn is { } own ? [FrontierStatements.ToStatement(new KnownFrontier(own, own.Region))] : Array.Empty<FrontierStatement>(),
            .. Book.Known.Where(known => known.Record.Region != options.Region).Select(known => FrontierStatements.ToStatement(known, Book.AgreedLeaf(known.Record.Region) ?? 0)),
        ],
    };

    private async Task Tell(IWatermarkObserver silo, WatermarkAnswer answer)
    {
        try
        {
            await silo.Changed(answer).WaitAsync(SiloTimeout);
        }
        catch (Exception failure)
        {
            WatermarkLog.NotTold(logger, failure.Message);
        }
    }
}
