using System.Collections.Immutable;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Google.Protobuf;

namespace Aevrion.Core.Tests.Sync.Frontiers;

public sealed class WireFrontiersTests
{
    private static readonly TreeShape Shape = new();

    public static TheoryData<string, Action<RegionFrontier>> Impossible => new()
    {
        { "no name", record => record.Region = "" },
        { "a name with capitals", record => record.Region = "EU" },
        { "a name that is too long", record => record.Region = new string('a', 65) },
        { "version 0", record => record.Version = 0 },
        { "a version over the limit", record => record.Version = (1UL << 62) + 1 },
        { "peers out of order", record => record.Peers.Add("aa") },
        { "a peer twice", record => record.Peers.Add("us") },
        { "too many peers", record => record.Peers.AddRange(Enumerable.Range(0, 256).Select(i => $"v{i:D3}")) },
        { "a point at leaf 0", record => record.Points.Insert(0, new FrontierPoint { Leaf = 0, Digest = record.Points[0].Digest }) },
        { "points out of order", record => record.Points.Add(record.Points[0]) },
        { "a point beyond the tree", record => record.Points[^1].Leaf = ulong.MaxValue },
        { "too many points", record => record.Points.AddRange(
            Enumerable.Range(0, 8).Select(i => new FrontierPoint { Leaf = 100 + (ulong)i, Digest = record.Points[0].Digest })) },
        { "a short digest", record => record.Points[0].Digest = ByteString.CopyFrom(new byte[31]) },
    };

    [Fact]
    public void Records_come_back_as_they_were()
    {
        var records = Enumerable.Range(0, 300).Select(i => RecordOf($"r{i}")).ToList();
        var frames = WireFrontiers.ToFrames(records).Select(frame => FrameCodec.Parse(frame.ToByteArray())).ToList();
        Assert.Equal(2, frames.Count);
        Assert.Equal(records, frames.SelectMany(frame => WireFrontiers.FromWire(frame.Frontiers, Shape)));
    }

    [Fact]
    public void The_largest_records_fit_into_frames()
    {
        var peers = Enumerable.Range(0, FrontierLimits.MaxPeers).Select(i => $"{new string('p', 60)}{i:D4}").ToImmutableArray();
        var points = Enumerable.Range(1, FrontierLimits.MaxPoints).Select(i => new HistoryDigest(i, default)).ToImmutableArray();
        var records = Enumerable.Range(0, 256).Select(i => new FrontierRecord($"{new string('r', 60)}{i:D4}", FrontierLimits.MaxVersion, peers, points)).ToList();
        Assert.All(WireFrontiers.ToFrames(records), frame => Assert.True(frame.CalculateSize() <= ProtocolLimits.MaxFrameBytes));
    }

    [Fact]
    public void Nothing_makes_no_frame() => Assert.Empty(WireFrontiers.ToFrames([]));

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_record_is_refused(string what, Action<RegionFrontier> spoil)
    {
        var frontiers = WireFrontiers.ToFrames([RecordOf("eu")]).Single().Frontiers;
        Assert.Single(WireFrontiers.FromWire(frontiers, Shape));
        spoil(frontiers.Regions[0]);
        var refused = Xunit.Record.Exception(() => WireFrontiers.FromWire(frontiers, Shape));
        Assert.True(refused is ProtocolViolationException, what);
    }

    [Fact]
    public void A_region_is_there_once()
    {
        var frontiers = WireFrontiers.ToFrames([RecordOf("eu"), RecordOf("eu")]).Single().Frontiers;
        Assert.Throws<ProtocolViolationException>(() => WireFrontiers.FromWire(frontiers, Shape));
    }

    [Fact]
    public void A_frame_has_its_golden_bytes()
    {
        var frame = WireFrontiers.ToFrames([RecordOf("eu")]).Single();
        const string Head = "32580a560a02657510031a027573";
        var expected = $"{Head}2224080a1220{string.Concat(Enumerable.Repeat("11", 32))}2224080c1220{string.Concat(Enumerable.Repeat("00", 32))}";
        Assert.Equal(expected, Convert.ToHexStringLower(frame.ToByteArray()));
    }

    private static FrontierRecord RecordOf(string region) => new(
        region, 3, ["us"], [new HistoryDigest(10, new Hash256(Enumerable.Repeat((byte)0x11, 32).ToArray())), new HistoryDigest(12, default)]);
}
