using Aevrion.Core.Tree;

namespace Aevrion.Storage.Rebuild;

/// <summary>Cuts all time into spans of about the same work, as far as the counts of the rows are right.</summary>
internal static class SpanPlan
{
    /// <summary>Events after which a span ends with the node.</summary>
    private const long TargetEvents = 250_000;

    /// <summary>Nodes with rows in a span: with the default shape 16,384 leaves at most.</summary>
    private const int MaxNodes = 16;

    /// <summary>The spans, ascending.</summary>
    /// <param name="shape">Geometry of the tree.</param>
    /// <param name="rows">Rows of the level that spans are cut on, ascending.</param>
    public static List<TreeSpan> Cut(TreeShape shape, IEnumerable<TreeRow> rows)
    {
        var spans = new List<TreeSpan>();
        var first = long.MinValue;
        var (events, nodes) = (0L, 0);
        foreach (var row in rows.Where(row => shape.Contains(row.Address)))
        {
            events += row.Count;
            nodes++;
            if (events < TargetEvents && nodes < MaxNodes)
                continue;
            var end = row.Address.Index + 1;
            spans.Add(new TreeSpan(first, end));
            (first, events, nodes) = (end, 0, 0);
        }

        spans.Add(new TreeSpan(first, long.MaxValue));
        return spans;
    }
}
