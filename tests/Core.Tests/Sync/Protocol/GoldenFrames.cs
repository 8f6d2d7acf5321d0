using Aevrion.Core.Events;
using Aevrion.Core.Reconciliation;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Google.Protobuf;

namespace Aevrion.Core.Tests.Sync.Protocol;

/// <summary>One frame of every kind, as the protocol's page shows them: of two regions with one event more in "eu" than in "us".</summary>
internal static class GoldenFrames
{
    private static readonly TreeShape Shape = new();
    private static readonly SketchScheme Scheme = SketchScheme.FromSalt(Salt.Span);
    private static readonly Event Alice = Event.Create("user:1", "Alice"u8.ToArray(), 1_767_225_600_000, "eu");
    private static readonly Event Gone = Event.Create("user:1", default, 1_767_225_600_500, "eu", [Alice.Id]);
    private static readonly Event Batched = Event.Create("user:2", "Bob"u8.ToArray(), 1_767_225_601_000, "eu", [], new EventBatch(0x0001_0203_0405_0607, 300));
    private static readonly long Leaf = Shape.LeafOf(Alice.Timestamp);
    private static readonly TreeSnapshot Eu = SnapshotOf(Alice, Gone);
    private static readonly TreeSnapshot Us = SnapshotOf(Alice);

    public static IReadOnlyDictionary<string, Frame> All { get; } = new Dictionary<string, Frame>(StringComparer.Ordinal)
    {
        ["Hello"] = new()
        {
            Hello = new Hello
            {
                Version = 2, Region = "eu", GranularityMs = 60_000, BranchingFactor = 32,
                Stream = ByteString.CopyFrom([.. Enumerable.Range(0, 16).Select(i => (byte)i)]), Neighbours = { "us" }, NowMs = 1_767_225_661_000,
            },
        },
        ["Welcome"] = new() { Welcome = new Welcome { Version = 2, Region = "us", ReceivedThrough = 300, NowMs = 1_767_225_661_020, HeldBackThrough = 0 } },
        ["Refusal"] = FrameCodec.Refuse(Refusal.Types.Reason.Busy, "later"),
        ["Push"] = new() { Push = new Core.Sync.Protocol.Push { FirstPosition = 301, Events = { WireEvents.ToWire(Alice), WireEvents.ToWire(Gone) }, Behind = 7 } },
        ["Push, a batch that goes on"] = new()
        {
            Push = new Core.Sync.Protocol.Push { FirstPosition = 303, Events = { WireEvents.ToWire(Batched) }, Behind = 1, Continues = true },
        },
        ["PushAck"] = new() { PushAck = new PushAck { ReceivedThrough = 302, HeldBackThrough = 301 } },
        ["Frontiers"] = new()
        {
            Frontiers = new Core.Sync.Protocol.Frontiers
            {
                Regions =
                {
                    new RegionFrontier
                    {
                        Region = "eu", Version = 9, Peers = { "us" },
                        Points = { new FrontierPoint { Leaf = (ulong)Leaf + 1, Digest = WireHashes.ToWire(Eu.Digest) } },
                    },
                },
            },
        },
        ["Frontiers, an exchange has ended"] = new() { Frontiers = new Core.Sync.Protocol.Frontiers { ExchangeEnded = true } },
        ["ProbeRequest"] = new()
        {
            ProbeRequest = new ProbeRequest { Horizon = (ulong)Leaf + 1, Digest = WireHashes.ToWire(Eu.Digest), Salt = Salt },
        },
        ["ProbeRequest, of losers too"] = new()
        {
            ProbeRequest = new ProbeRequest { Horizon = (ulong)Leaf + 1, Digest = WireHashes.ToWire(Eu.Digest), Salt = Salt, TellLosers = true },
        },
        ["ProbeAnswer, equal"] = new() { ProbeAnswer = new ProbeAnswer { Horizon = (ulong)Leaf + 1, Equal = true } },
        ["ProbeAnswer, equal, and the sum of losers"] = new()
        {
            ProbeAnswer = new ProbeAnswer { Horizon = (ulong)Leaf + 1, Equal = true, LosersSum = LoserSum.Of(Scheme, [Alice.Stamp, Gone.Stamp]) },
        },
        ["ProbeAnswer, different"] = new()
        {
            ProbeAnswer = new ProbeAnswer { Horizon = (ulong)Leaf + 1, Nodes = new NodeSequence(Shape.Cover(Leaf + 1)).ToWire(Scheme, Us.Nodes) },
        },
        ["ChildrenRequest"] = new() { ChildrenRequest = new ChildrenRequest { Parents = WireNodeLists.ToWire(4, [27, 28]) } },
        ["ChildrenAnswer"] = new()
        {
            ChildrenAnswer = new ChildrenAnswer
            {
                Children = new NodeSequence([new NodeRange(0, Leaf, Leaf + 8)]).ToWire(Scheme, [.. Us.Nodes]),
            },
        },
        ["LeafSketchRequest"] = new()
        {
            LeafSketchRequest = new LeafSketchRequest
            {
                Under = { WireNodeLists.ToWire(1, [Leaf / 32]) }, Counts = ByteString.CopyFrom(SymbolCounts.Write(SketchOf(LeafItem(Eu)))),
            },
        },
        ["LeafSketchAnswer"] = new()
        {
            LeafSketchAnswer = new LeafSketchAnswer { Items = WireItems.ToWire([LeafItem(Us)]) },
        },
        ["EventSketchRequest"] = new()
        {
            EventSketchRequest = new EventSketchRequest
            {
                Leaves = WireNodeLists.ToWire(0, [Leaf]), LeafCounts = { 2 },
                Counts = ByteString.CopyFrom(SymbolCounts.Write(SketchOf(EventItem(Alice), EventItem(Gone)))),
            },
        },
        ["EventSketchRequest, of losers"] = new()
        {
            EventSketchRequest = new EventSketchRequest
            {
                Counts = ByteString.CopyFrom(SymbolCounts.Write(SketchOf(EventItem(Alice)))), Losers = true,
            },
        },
        ["EventSketchAnswer"] = new()
        {
            EventSketchAnswer = new EventSketchAnswer { Symbols = Symbols(SketchOf(EventItem(Alice)), 2) },
        },
        ["Transfer"] = new()
        {
            Transfer = new Transfer
            {
                Events = { WireEvents.ToWire(Gone) }, Wanted = WireItems.ToWire([EventItem(Alice)]),
                WantedUnder = { WireNodeLists.ToWire(1, [Leaf / 32]) }, Last = true, VerifyHorizon = (ulong)Leaf + 1,
            },
        },
        ["Transfer, of losers"] = new()
        {
            Transfer = new Transfer { Wanted = WireItems.ToWire([EventItem(Gone)]), Last = true, Losers = WireStamps.ToWire([Alice.Stamp]) },
        },
        ["TransferAnswer, of losers"] = new()
        {
            TransferAnswer = new TransferAnswer { Losers = WireStamps.ToWire([Gone.Stamp]) },
        },
        ["TransferAnswer, and the sum of losers"] = new()
        {
            TransferAnswer = new TransferAnswer { Digest = WireHashes.ToWire(Eu.Digest), LosersSum = LoserSum.Of(Scheme, [Alice.Stamp]) },
        },
        ["TransferAnswer"] = new()
        {
            TransferAnswer = new TransferAnswer { Added = 1, Digest = WireHashes.ToWire(Eu.Digest) },
        },
    };

    private static ByteString Salt => ByteString.CopyFrom(0, 1, 2, 3, 4, 5, 6, 7);

    private static TreeSnapshot SnapshotOf(params Event[] events) => new(
        Leaf + 1, [new TreeNode(new NodeAddress(0, Leaf), events.Length, TreeDigest.OfLeaf(events.Select(item => item.Id)))]);

    private static Item8 LeafItem(TreeSnapshot snapshot) => SaltedItems.OfLeaf(Scheme, (int)(Leaf % 32), snapshot.Nodes[0].Digest);

    private static Item8 EventItem(Event item) => SaltedItems.OfEvent(Scheme, item.Id);

    private static RatelessEncoder<Item8> SketchOf(params Item8[] items) => new(Scheme, items);

    private static ByteString Symbols(RatelessEncoder<Item8> sketch, int count)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        new SketchCodec<Item8>(Scheme).Write(output, sketch, 0, count);
        return ByteString.CopyFrom(output.WrittenSpan);
    }
}
