using Aevrion.Core.Tree;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Statements;
using Aevrion.Storage.Rebuild;

namespace Aevrion.Storage.Verification;

/// <summary>
/// Verifies the nodes above the level that spans are cut on. Their truth is made of what the spans' events make of the nodes on that level,
/// and of what was appended since: an append adds the same to events and counts, so a count that lacked something lacks it still.
/// </summary>
internal sealed class UpperVerifier(StatementRunner runner, TreeShape shape, int level, MismatchLog log)
{
    /// <summary>How often what looks wrong is looked at: digests of these nodes are taken all the time.</summary>
    private const int Looks = 2;

    /// <summary>Verifies; answers how many nodes there are.</summary>
    public async Task<long> VerifyAsync(SpanFacts facts, CancellationToken cancellationToken)
    {
        var (nodes, mistakes) = await LookAsync(facts, cancellationToken).ConfigureAwait(false);
        for (var look = 1; look < Looks && mistakes.Count > 0; look++)
        {
            var (_, again) = await LookAsync(facts, cancellationToken).ConfigureAwait(false);
            var still = again.ToDictionary(mistake => mistake.Truth.Address);
            mistakes = [.. mistakes.Where(mistake => still.ContainsKey(mistake.Truth.Address)).Select(mistake => Both(mistake, still[mistake.Truth.Address]))];
        }

        foreach (var mistake in mistakes)
            NodeMismatches.Report(mistake, log);
        return nodes;
    }

    private static NodeMistake Both(NodeMistake first, NodeMistake second) => second with
    {
        IsCountWrong = first.IsCountWrong && second.IsCountWrong,
        IsDigestWrong = first.IsDigestWrong && second.IsDigestWrong,
    };

    private async Task<(long Nodes, List<NodeMistake> Mistakes)> LookAsync(SpanFacts facts, CancellationToken cancellationToken)
    {
        var rows = await runner.RunAsync(new ReadUpperRows(level), cancellationToken).ConfigureAwait(false);
        var tops = rows.TakeWhile(row => row.Address.Level == level).Where(row => shape.Contains(row.Address)).ToDictionary(row => row.Address.Index);
        var truth = UpperTree.Over(shape, Children(tops, facts));
        var mistakes = new List<NodeMistake>();
        NodeComparison.Compare(truth, [.. rows.SkipWhile(row => row.Address.Level == level)], mistake =>
        {
            // A digest whose children are not all known is not judged: the next verification will.
            var judged = mistake with { IsDigestWrong = mistake.IsDigestWrong && mistake.Truth.Digest is not null };
            if (judged.IsCountWrong || judged.IsDigestWrong)
                mistakes.Add(judged);
        });
        return (truth.Count, mistakes);
    }

    /// <summary>The nodes of the level as they should be.</summary>
    private IEnumerable<TreeRow> Children(Dictionary<long, TreeRow> rows, SpanFacts facts)
    {
        foreach (var index in rows.Keys.Union(facts.Tops.Keys).Order())
        {
            var row = rows.TryGetValue(index, out var kept) ? kept : new TreeRow(new NodeAddress(level, index), 0, null, null);
            var isKnown = facts.Tops.TryGetValue(index, out var top);
            var count = row.Count + top.Lacks;
            if (count <= 0)
                continue;
            if (isKnown && top.Truth.Count == count && top.Truth.Digest is { } digest)
                yield return new TreeRow(row.Address, count, digest, count);
            else if (top is { Lacks: 0, IsDigestWrong: false } && row.DigestCount == row.Count)
                yield return row;
            else
                yield return new TreeRow(row.Address, count, null, null);
        }
    }
}
