using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Grains.Interfaces.Watermark;

namespace Aevrion.Grains.Watermark;

/// <summary>Records as they cross between grains and are kept, and back.</summary>
internal static class FrontierStatements
{
    public static FrontierStatement ToStatement(KnownFrontier known, long agreedLeaf = 0) => new()
    {
        Region = known.Record.Region,
        Version = known.Record.Version,
        Peers = known.Record.Peers,
        Points = ToMarks(known.Record.Points),
        LearntFrom = known.LearntFrom,
        AgreedLeaf = agreedLeaf,
    };

    public static KnownFrontier ToKnown(FrontierStatement statement) => new(ToRecord(statement), statement.LearntFrom);

    public static FrontierRecord ToRecord(FrontierStatement statement) =>
        new(statement.Region, statement.Version, statement.Peers, [.. ToDigests(statement.Points)]);

    public static void Keep(FrontierState book, WatermarkState state)
    {
        state.Version = book.Version;
        state.Own = book.Own is { } own ? ToStatement(new KnownFrontier(own, own.Region)) : null;
        state.Others = [.. book.Others.Select(other => ToStatement(other.Known, other.AgreedLeaf))];
        state.Digests = ToMarks(book.Digests);
        state.WatermarkLeaf = book.WatermarkLeaf;
        state.LateLeaf = book.LateLeaf;
        state.FellFromMs = book.LastFall?.FromMs;
        state.FellToMs = book.LastFall?.ToMs ?? 0;
        state.FellAtMs = book.LastFall?.AtMs ?? 0;
        state.FellBecause = book.LastFall?.Cause;
    }

    public static FrontierState Restore(WatermarkState state) => new(
        state.Version,
        state.Own is { } own ? ToRecord(own) : null,
        [.. state.Others.Select(other => new KeptFrontier(ToKnown(other), other.AgreedLeaf))],
        [.. ToDigests(state.Digests)],
        state.WatermarkLeaf,
        state.LateLeaf,
        state.FellFromMs is { } from ? new WatermarkFall(from, state.FellToMs, state.FellAtMs, state.FellBecause ?? "") : null);

    private static ImmutableArray<FrontierMark> ToMarks(IEnumerable<HistoryDigest> digests) =>
        [.. digests.Select(point => new FrontierMark { Leaf = point.Leaf, Digest = point.Digest.ToString() })];

    private static IEnumerable<HistoryDigest> ToDigests(ImmutableArray<FrontierMark> marks) =>
        marks.Select(mark => new HistoryDigest(mark.Leaf, Hash256.Parse(mark.Digest)));
}
