using System.Collections.Immutable;
using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Google.Protobuf.Collections;

namespace Aevrion.Core.Sync.Frontiers;

/// <summary>Records of regions to their wire form and back. Whatever comes in is checked.</summary>
public static class WireFrontiers
{
    private const int RecordOverheadBytes = ProtocolLimits.MaxRegionNameLength + 32;
    private const int PeerBytes = ProtocolLimits.MaxRegionNameLength + 2;
    private const int PointBytes = Hash256.Length + 16;

    /// <summary>The records in as few frames as hold them; none for none.</summary>
    public static IEnumerable<Frame> ToFrames(IReadOnlyList<FrontierRecord> records)
    {
        var frontiers = new Protocol.Frontiers();
        var bytes = 0;
        foreach (var record in records)
        {
            var size = RecordOverheadBytes + (record.Peers.Length * PeerBytes) + (record.Points.Length * PointBytes);
            if (frontiers.Regions.Count == FrontierLimits.MaxRegions
                || (frontiers.Regions.Count > 0 && bytes + size > ProtocolLimits.TargetFrameBytes))
            {
                yield return new Frame { Frontiers = frontiers };
                frontiers = new Protocol.Frontiers();
                bytes = 0;
            }

            frontiers.Regions.Add(ToWire(record));
            bytes += size;
        }

        if (frontiers.Regions.Count > 0)
            yield return new Frame { Frontiers = frontiers };
    }

    /// <summary>The records as they travel.</summary>
    public static IReadOnlyList<RegionFrontier> ToWire(IReadOnlyList<FrontierRecord> records) => [.. records.Select(ToWire)];

    /// <summary>Checks what came and gives the records in it.</summary>
    /// <exception cref="ProtocolViolationException">Something in it is impossible.</exception>
    public static IReadOnlyList<FrontierRecord> FromWire(Protocol.Frontiers frontiers, TreeShape shape) => FromWire(frontiers.Regions, shape);

    /// <inheritdoc cref="FromWire(Protocol.Frontiers, TreeShape)"/>
    public static IReadOnlyList<FrontierRecord> FromWire(IReadOnlyList<RegionFrontier> regions, TreeShape shape)
    {
        if (regions.Count > FrontierLimits.MaxRegions)
            throw new ProtocolViolationException($"At most {FrontierLimits.MaxRegions} regions in a frame.");
        var records = regions.Select(region => FromWire(region, shape)).ToList();
        return records.DistinctBy(record => record.Region).Count() == records.Count
            ? records
            : throw new ProtocolViolationException("A region is there twice.");
    }

    private static RegionFrontier ToWire(FrontierRecord record)
    {
        var wire = new RegionFrontier { Region = record.Region, Version = (ulong)record.Version };
        wire.Peers.AddRange(record.Peers);
        wire.Points.AddRange(record.Points.Select(point => new FrontierPoint
        {
            Leaf = (ulong)point.Leaf,
            Digest = WireHashes.ToWire(point.Digest),
        }));
        return wire;
    }

    private static FrontierRecord FromWire(RegionFrontier wire, TreeShape shape)
    {
        if (!IsName(wire.Region))
            throw new ProtocolViolationException("A region without a proper name.");
        if (wire.Version is 0 or > FrontierLimits.MaxVersion)
            throw new ProtocolViolationException($"The version of a record is 1 to {FrontierLimits.MaxVersion}.");
        return new FrontierRecord(wire.Region, (long)wire.Version, PeersOf(wire.Peers), PointsOf(wire.Points, shape));
    }

    private static ImmutableArray<string> PeersOf(RepeatedField<string> wire)
    {
        if (wire.Count > FrontierLimits.MaxPeers)
            throw new ProtocolViolationException($"A record names at most {FrontierLimits.MaxPeers} peers.");
        for (var i = 0; i < wire.Count; i++)
        {
            if (!IsName(wire[i]) || (i > 0 && string.CompareOrdinal(wire[i - 1], wire[i]) >= 0))
                throw new ProtocolViolationException("The peers of a record are proper names, ascending.");
        }

        return [.. wire];
    }

    private static ImmutableArray<HistoryDigest> PointsOf(RepeatedField<FrontierPoint> wire, TreeShape shape)
    {
        if (wire.Count > FrontierLimits.MaxPoints)
            throw new ProtocolViolationException($"A record has at most {FrontierLimits.MaxPoints} points.");
        var points = ImmutableArray.CreateBuilder<HistoryDigest>(wire.Count);
        var above = 0L;
        foreach (var point in wire)
        {
            if (point.Leaf <= (ulong)above || point.Leaf > (ulong)shape.LeafOf(EventLimits.MaxTimestamp) + 1)
                throw new ProtocolViolationException("The points of a record are leaves of the tree, ascending.");
            above = (long)point.Leaf;
            points.Add(new HistoryDigest(above, WireHashes.FromWire(point.Digest)));
        }

        return points.MoveToImmutable();
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= ProtocolLimits.MaxRegionNameLength && char.IsAsciiLetterLower(name[0])
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
