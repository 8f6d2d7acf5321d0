using Aevrion.Core;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Simulation.Kernel;
using Aevrion.Storage;
using Aevrion.Storage.Appending;

namespace Aevrion.Simulation.Regions;

/// <summary>
/// Drives a process's <see cref="FrontierBook"/>: takes digests of the region's own history, keeps what is to survive, passes on what
/// regions say of themselves, and claims the watermark.
/// </summary>
internal sealed class FrontierDriver
{
    private const string Record = "frontiers";
    private const long MinPauseMs = 1_000;

    private readonly RegionProcess _process;
    private readonly FrontierBook _book;
    private readonly LocalWatermark _local;
    private FrontierRecord? _keptOwn;
    private long? _keptLeaf;
    private bool _isRunning;
    private bool _isWanted = true;
    private bool _isUnkept;
    private int _distrusts;
    private int _trustedThrough;
    private long _checkedMs = long.MinValue;

    public FrontierDriver(RegionProcess process)
    {
        _process = process;
        _local = new LocalWatermark(process.World.Scenario.Shape);
        _book = new FrontierBook(
            process.Region.Name,
            process.World.Build.WatermarkPeers(
                process.Region.Name, process.World.Scenario.Topology.PeersOf(process.Region.Index).Select(SimulatedRegion.NameOf)),
            process.World.Scenario.Shape,
            process.Region.Records.GetValueOrDefault(Record) as FrontierState);
        _keptOwn = _book.Own;
        _keptLeaf = (process.Region.Records.GetValueOrDefault(Record) as FrontierState)?.ConfirmableLeaf;
    }

    private long NowMs => _process.Clock.NowMs();

    private long PauseMs => Math.Min(MinPauseMs, _process.World.Scenario.SyncPeriodMs);

    /// <summary>Everything that may be told: of itself, what is kept.</summary>
    private IReadOnlyList<KnownFrontier> Known =>
    [
        .. _keptOwn is { } own ? [new KnownFrontier(own, own.Region)] : Array.Empty<KnownFrontier>(),
        .. _book.Known.Where(known => known.Record.Region != _process.Region.Name),
    ];

    public void Start() => _process.After(_process.Random.Between(0, PauseMs), Tick);

    /// <summary>A connection was opened: the peer is told all that is news to it.</summary>
    public void OnOpened(DiallerDriver session) => session.TellFrontiers(Known);

    /// <summary>An exchange has ended: there may be more to prove.</summary>
    public void OnExchanged() => _isWanted = true;

    /// <summary>Events that the region did not date are about to be made durable.</summary>
    public void Begin(long oldest) => _local.Begin(oldest);

    /// <summary>They are, and <see cref="OnCommitted"/> was called, or it is not known whether they are.</summary>
    public void End(long oldest, bool isKnown = true)
    {
        _distrusts += isKnown ? 0 : 1;
        _local.End(oldest);
        Claim();
    }

    /// <summary>Events became durable: what they make void is taken back at once.</summary>
    public void OnCommitted(IReadOnlyList<CommittedAppend> appends)
    {
        LateAdmission? oldest = null;
        foreach (var append in appends)
        {
            for (var i = 0; i < append.Events.Count; i++)
            {
                var item = append.Events[i];
                if ((append.Added[i] || append.IsRepeated) && (oldest is null || item.Timestamp < oldest.Timestamp))
                    oldest = new LateAdmission(item.Timestamp, item.Origin, append.ReceivedFrom);
            }
        }

        if (oldest is null)
            return;
        _process.World.Build.OnAdmitted(_book, oldest, NowMs);
        Claim();
        _process.World.Watermarks.OnObserved(_process.Region, oldest.Timestamp);
    }

    /// <summary>A peer told what regions say of themselves.</summary>
    public void Learn(LearnFrontiers told)
    {
        var records = _process.World.Build.Heard(
            _process.Region.Name, WireFrontiers.FromWire(told.Records, _process.World.Scenario.Shape));
        foreach (var record in _process.World.Trace.IsWritten ? records : [])
            _process.World.Trace.Line($"{_process.Region.Name} is told {Text(record)}");
        var news = _book.Learn(told.Region, records, NowMs);
        Claim();
        _isUnkept |= news;
        if (news)
            TellAll();
    }

    private void Tick()
    {
        _process.After(PauseMs, Tick);
        var isCheckDue = _process.World.Time.NowMs - _process.World.Scenario.SyncPeriodMs >= _checkedMs;
        if (!_isRunning)
            _process.World.Watch(RunAsync(isCheckDue));
    }

    private async Task RunAsync(bool isCheckDue)
    {
        _isRunning = true;
        try
        {
            if (isCheckDue || _isWanted || _distrusts > _trustedThrough || _book.IsRoundDue)
                await TakeDigestsAsync(isCheckDue);
            if (_isUnkept)
                await KeepAsync();
        }
        catch (StorageUnavailableException)
        {
            // The next turn tries both again.
            _isWanted = _isUnkept = true;
        }

        _isRunning = false;
    }

    private async Task TakeDigestsAsync(bool anew)
    {
        _isWanted = false;
        var horizon = (await _process.Tree.CloseAsync()).Closed;
        _process.Region.OnClosed(_process.World.Scenario.Shape.StartOf(horizon));
        var distrusts = _distrusts;
        var round = _book.Begin(horizon, anew || distrusts > _trustedThrough);
        var digests = new Dictionary<long, Hash256>();
        foreach (var leaf in round.Leaves)
            digests[leaf] = (await _process.Tree.SnapshotAsync(leaf)).Digest;
        _process.World.Step(StepKind.Effect, _process.Region.Index, digests.Count, () => $"{_process.Region.Name} took {digests.Count} digests below {horizon}");
        var said = _book.Complete(round, digests, NowMs);
        if (said is not null && _process.World.Trace.IsWritten)
            _process.World.Trace.Line($"{_process.Region.Name} says {Text(said)}");
        if (anew)
            _checkedMs = _process.World.Time.NowMs;
        _trustedThrough = distrusts;
        _isUnkept |= said is not null;
        Claim();
    }

    /// <summary>As the region's database does: what is written survives.</summary>
    private async Task KeepAsync()
    {
        await _process.Region.Weather.BeforeAsync();
        if (!_process.IsAlive)
            return;
        _isUnkept = false;
        var (own, state) = (_book.Own, _book.Keep());
        _process.Region.Records[Record] = state;
        await _process.Region.Weather.AfterAsync();
        (_keptOwn, _keptLeaf) = (own, state.ConfirmableLeaf);
        _process.World.Watermarks.OnProven(_process.Region, _process.World.Scenario.Shape.StartOf(state.WatermarkLeaf ?? 0));
        Claim();
        TellAll();
    }

    private void TellAll()
    {
        foreach (var link in _process.Links)
            link.Session?.TellFrontiers(Known);
    }

    private static string Text(FrontierRecord record) =>
        $"{record.Region} {record.Version}: {string.Join(", ", record.Points.Select(point => $"{point.Leaf} {point.Digest.ToString()[..6]}"))}";

    /// <summary>Claims what is proven and kept: a claim that a crash could take back would not be worth much.</summary>
    private void Claim()
    {
        if (!_process.IsAlive)
            return;
        var proven = _book.Watermark.Leaf;
        _isUnkept |= proven > (_keptLeaf ?? 0);
        var claimed = proven is { } leaf && _keptLeaf is { } kept ? Math.Min(leaf, kept) : (long?)null;
        _local.Heard(claimed is { } known ? _process.World.Scenario.Shape.StartOf(known) : null);
        _process.World.Watermarks.OnClaim(_process.Region, _distrusts > _trustedThrough ? null : _local.TimeMs);
    }
}
