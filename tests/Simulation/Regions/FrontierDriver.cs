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

    private readonly RegionProcess _process;
    private readonly FrontierBook _book;
    private bool _isRunning;
    private bool _isWanted;

    public FrontierDriver(RegionProcess process)
    {
        _process = process;
        _book = new FrontierBook(
            process.Region.Name,
            process.World.Build.WatermarkPeers(
                process.Region.Name, process.World.Scenario.Topology.PeersOf(process.Region.Index).Select(SimulatedRegion.NameOf)),
            process.World.Scenario.Shape,
            process.Region.Records.GetValueOrDefault(Record) as FrontierState);
    }

    private long NowMs => _process.Clock.NowMs();

    public void Start() => _process.After(_process.Random.Between(0, _process.World.Scenario.SyncPeriodMs), Tick);

    /// <summary>A connection was opened: the peer is told all there is.</summary>
    public void OnOpened(DiallerDriver session) => session.TellFrontiers(WhatToTell(session.Peer));

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
        var isLate = oldest.Timestamp < _book.CoveredMs;
        _process.World.Build.OnAdmitted(_book, oldest, NowMs);
        Claim();
        _process.World.Watermarks.OnObserved(_process.Region, oldest.Timestamp);
        if (isLate)
            Want();
    }

    /// <summary>A peer told what regions say of themselves.</summary>
    public async Task LearnAsync(LearnFrontiers told)
    {
        var records = _process.World.Build.Heard(
            _process.Region.Name, WireFrontiers.FromWire(told.Records, _process.World.Scenario.Shape));
        foreach (var record in _process.World.Trace.IsWritten ? records : [])
            _process.World.Trace.Line($"{_process.Region.Name} is told {Text(record)}");
        var news = _book.Learn(told.Region, records, NowMs);
        Claim();
        if (_book.IsRoundDue)
            Want();
        if (!news)
            return;
        await KeepAsync();
        TellAll();
    }

    private void Tick()
    {
        Want();
        _process.After(_process.World.Scenario.SyncPeriodMs, Tick);
    }

    private void Want()
    {
        _isWanted = true;
        if (!_isRunning)
            _process.World.Watch(RunAsync());
    }

    private async Task RunAsync()
    {
        _isRunning = true;
        while (_isWanted)
        {
            _isWanted = false;
            try
            {
                await TakeDigestsAsync();
            }
            catch (StorageUnavailableException)
            {
                // The next tick tries again.
            }
        }

        _isRunning = false;
    }

    private async Task TakeDigestsAsync()
    {
        var horizon = (await _process.Tree.CloseAsync()).Closed;
        _process.Region.OnClosed(_process.World.Scenario.Shape.StartOf(horizon));
        var round = _book.Begin(horizon);
        var digests = new Dictionary<long, Hash256>();
        foreach (var leaf in round.Leaves)
            digests[leaf] = (await _process.Tree.SnapshotAsync(leaf)).Digest;
        _process.World.Step(StepKind.Effect, _process.Region.Index, digests.Count, () => $"{_process.Region.Name} took {digests.Count} digests below {horizon}");
        var said = _book.Complete(round, digests, NowMs);
        if (said is not null && _process.World.Trace.IsWritten)
            _process.World.Trace.Line($"{_process.Region.Name} says {Text(said)}");
        Claim();
        await KeepAsync();
        if (said is not null)
            TellAll();
        _isWanted |= _book.IsRoundDue;
    }

    /// <summary>As the region's database does: what is written survives.</summary>
    private async Task KeepAsync()
    {
        await _process.Region.Weather.BeforeAsync();
        if (!_process.IsAlive)
            return;
        _process.Region.Records[Record] = _book.Keep();
        await _process.Region.Weather.AfterAsync();
    }

    private void TellAll()
    {
        foreach (var link in _process.Links)
            link.Session?.TellFrontiers(WhatToTell(link.Peer));
    }

    private List<Core.Sync.Protocol.RegionFrontier> WhatToTell(string peer)
    {
        var news = new FrontierGossip(_process.Region.Name, peer).News(_book.Known);
        return [.. WireFrontiers.ToFrames(news).SelectMany(frame => frame.Frontiers.Regions)];
    }

    private static string Text(FrontierRecord record) =>
        $"{record.Region} {record.Version}: {string.Join(", ", record.Points.Select(point => $"{point.Leaf} {point.Digest.ToString()[..6]}"))}";

    private void Claim()
    {
        if (_process.IsAlive)
            _process.World.Watermarks.OnClaim(_process.Region, _book.Watermark.TimeMs);
    }
}
