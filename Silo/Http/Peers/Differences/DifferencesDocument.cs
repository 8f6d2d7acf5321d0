using Aevrion.Core.Tree;
using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Silo.Http.Peers.Differences;

/// <summary>Where the region is known to differ from a peer.</summary>
internal sealed record DifferencesDocument
{
    public required string Peer { get; init; }

    public required long At { get; init; }

    public required string State { get; init; }

    public required long Granularity { get; init; }

    public required int BranchingFactor { get; init; }

    public required IReadOnlyList<NodeDifferenceDocument> Nodes { get; init; }

    public required long PendingEvents { get; init; }

    public required bool Truncated { get; init; }

    public static DifferencesDocument Of(string peer, PeerDifferences differences, TreeShape shape) => new()
    {
        Peer = peer,
        At = differences.At,
        State = PeerDocument.NameOf(differences.State),
        Granularity = shape.GranularityMs,
        BranchingFactor = shape.BranchingFactor,
        Nodes = [.. differences.Nodes.Select(node => new NodeDifferenceDocument(node.Level, node.Index, node.Pending, node.Differs, node.IsRepaired, node.At))],
        PendingEvents = differences.PendingEvents,
        Truncated = differences.IsMerged,
    };
}
