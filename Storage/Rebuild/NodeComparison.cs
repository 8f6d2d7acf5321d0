namespace Aevrion.Storage.Rebuild;

/// <summary>Compares the rows of a snapshot with what its events make of them.</summary>
internal sealed class NodeComparison
{
    private readonly List<NodeMend> _mends = [];
    private readonly Action<NodeMistake>? _mistaken;
    private long _wrongCounts;
    private long _wrongDigests;
    private long _takenDigests;

    private NodeComparison(Action<NodeMistake>? mistaken) => _mistaken = mistaken;

    /// <summary>What has to be done, in <see cref="RowOrder"/>, and what was found.</summary>
    /// <param name="truth">The nodes, in <see cref="RowOrder"/>.</param>
    /// <param name="rows">The rows of the same part of the tree, in the same order, of the same snapshot.</param>
    /// <param name="mistaken">Told of every row that is wrong; not of one that merely waits to have its digest taken.</param>
    public static (IReadOnlyList<NodeMend> Mends, RebuildReport Found) Compare(
        IReadOnlyList<NodeTruth> truth, IReadOnlyList<TreeRow> rows, Action<NodeMistake>? mistaken = null)
    {
        var comparison = new NodeComparison(mistaken);
        var (nextTruth, nextRow) = (0, 0);
        while (nextTruth < truth.Count || nextRow < rows.Count)
        {
            var order = nextTruth == truth.Count ? 1
                : nextRow == rows.Count ? -1
                : RowOrder.Instance.Compare(truth[nextTruth].Address, rows[nextRow].Address);
            if (order < 0)
                comparison.Missing(truth[nextTruth++]);
            else if (order > 0)
                comparison.Orphan(rows[nextRow++]);
            else
                comparison.Both(truth[nextTruth++], rows[nextRow++]);
        }

        var found = new RebuildReport(0, truth.Count, comparison._wrongCounts, comparison._wrongDigests, comparison._takenDigests, KeyIndexBuilt: false);
        return (comparison._mends, found);
    }

    private void Missing(NodeTruth node)
    {
        _wrongCounts++;
        _mends.Add(new NodeMend(node.Address, node.Count, node.Count, node.Digest, SeenDigestCount: null));
        _mistaken?.Invoke(new NodeMistake(node, Row: null, IsCountWrong: true, IsDigestWrong: false));
    }

    private void Orphan(TreeRow row)
    {
        _wrongCounts++;
        _mends.Add(new NodeMend(row.Address, -row.Count, 0, Digest: null, row.DigestCount));
        _mistaken?.Invoke(new NodeMistake(new NodeTruth(row.Address, 0, Digest: null), row, IsCountWrong: true, IsDigestWrong: false));
    }

    private void Both(NodeTruth node, TreeRow row)
    {
        var isCountRight = row.Count == node.Count;

        // What was taken of fewer events than there are is merely stale, and so it stays; what claims to be of all of them, or of more,
        // will be believed now or later.
        var isStale = !(row.DigestCount >= node.Count);
        var isDigestRight = node.Digest is { } digest ? row.DigestCount == node.Count && row.Digest == digest : isStale;
        if (isCountRight && isDigestRight)
            return;

        _mends.Add(new NodeMend(node.Address, node.Count - row.Count, node.Count, node.Digest, row.DigestCount));
        var isDigestWrong = !isDigestRight && !isStale;
        if (!isCountRight || isDigestWrong)
            _mistaken?.Invoke(new NodeMistake(node, row, !isCountRight, isDigestWrong));
        if (!isCountRight)
            _wrongCounts++;
        if (isDigestRight)
            return;
        if (isStale)
            _takenDigests++;
        else
            _wrongDigests++;
    }
}
