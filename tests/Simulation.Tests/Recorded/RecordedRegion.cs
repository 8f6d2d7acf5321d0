using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Core.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Memory;
using Aevrion.Storage.Tree;

namespace Aevrion.Simulation.Tests.Recorded;

/// <summary>A region that performs at once what a session wants of it.</summary>
internal sealed class RecordedRegion
{
    /// <summary>The clock of both regions, in milliseconds since the Unix epoch.</summary>
    public const long NowMs = 1_767_229_200_000;

    public static TreeShape Shape { get; } = new(granularityMs: 1_000, branchingFactor: 4);

    private readonly MemoryEventStore _store = new(Shape);
    private readonly TreeRefresher _refresher;
    private readonly LeafDigests _leaves;

    private RecordedRegion(string name, string peer)
    {
        _refresher = new TreeRefresher(_store);
        _leaves = new LeafDigests(_store, _refresher);
        Settings = new SessionSettings { Region = name, Shape = Shape, Peers = new HashSet<string>(StringComparer.Ordinal) { peer } };
    }

    public SessionSettings Settings { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RecordedRegion> CreateAsync(string name, string peer, IReadOnlyList<Event> events)
    {
        var region = new RecordedRegion(name, peer);
        await region.AdmitAsync(events);
        return region;
    }

    /// <summary>Makes events durable; answers how many were new.</summary>
    public async Task<int> AdmitAsync(IReadOnlyList<Event> events) => (await _store.AppendAsync(events, Cancellation)).Count(added => added);

    /// <summary>Digest of everything.</summary>
    public async Task<string> DigestAsync() => (await SnapshotAsync(Shape.LeafOf(EventLimits.MaxTimestamp) + 1)).Digest.ToString();

    public async Task<SyncInput> PerformAsync(SyncEffect effect) => effect switch
    {
        ReadHorizon => new HorizonRead(Shape.LeafOf(NowMs), Shape.LeafOf(NowMs) + 61),
        ReadSnapshot read => new SnapshotRead(await SnapshotAsync(read.Horizon)),
        ReadChildren read => new ChildrenRead(await _refresher.FreshenAsync(await _store.ReadChildrenAsync([.. read.Parents], Cancellation), Cancellation)),
        ReadLeafDigests read => new LeafDigestsRead(await _leaves.ReadAsync([.. read.Ranges], Cancellation)),
        ReadLeaves read => new LeavesRead(await _store.ReadLeavesAsync([.. read.Leaves], Cancellation)),
        ReadEvents read => new EventsRead(await _store.ReadEventsAsync([.. read.Stamps], ProtocolLimits.TargetFrameBytes, Cancellation)),
        ReadRange read => new EventsRead(await _store.ReadRangeAsync(
            Shape.StartOf(read.Leaves.First), Shape.StartOf(read.Leaves.End), read.After, ProtocolLimits.MaxEventsPerFrame, ProtocolLimits.TargetFrameBytes, Cancellation)),
        AdmitEvents admit => new EventsAdmitted(await AdmitAsync(admit.Events)),
        AwaitAdmissions => new EventsAdmitted(0),
        ReadLosers => new LosersRead([]),
        FindDescendants => new DescendantsFound([]),
        NotePeer or LearnFrontiers => Noted.Instance,
        _ => throw new InvalidOperationException($"{effect.GetType().Name} is not for the region."),
    };

    private async Task<TreeSnapshot> SnapshotAsync(long horizon) =>
        new(horizon, await _refresher.FreshenAsync(await _store.ReadNodesAsync(Shape.Cover(horizon), Cancellation), Cancellation));
}
