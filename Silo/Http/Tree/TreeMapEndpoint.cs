using System.Globalization;
using Aevrion.Core.Tree;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Tree;

/// <summary>
/// <c>/v1/tree/map</c>: neighbouring nodes of one level, for pictures of the tree. One query of as many rows as are answered; no digest is
/// taken for it.
/// </summary>
internal static class TreeMapEndpoint
{
    public static async Task GetAsync(HttpContext context, RunningRegion region)
    {
        var shape = region.Tree.Shape;
        var query = new RequestQuery(context, "level", "from", "count");
        var level = query.Integer("level", 0, 0, shape.HighestLevel);
        var count = query.Integer("count", HttpLimits.MaxMapNodes, 1, HttpLimits.MaxMapNodes);
        var from = ReadFirst(query, shape, level);
        if (query.Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        if (await ReadAsync(context, region, new NodeRange(level, from, from + count)) is not { } nodes)
        {
            await ProblemWriter.WriteAsync(context, PermittedTreeAnswers.TooLarge);
            return;
        }

        var document = new TreeMapDocument
        {
            Level = level,
            From = from,
            Granularity = shape.GranularityMs,
            BranchingFactor = shape.BranchingFactor,
            Horizon = region.Tree.Horizon(),
            Levels = shape.TopLevel(region.Tree.OpenHorizon()) + 1,
            Nodes = nodes,
        };
        await JsonAnswer.WriteAsync(context, document, ApiJson.Readable.TreeMapDocument);
    }

    private static long ReadFirst(RequestQuery query, TreeShape shape, int level)
    {
        if (query.Text("from") is not { } text)
            return 0;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var from) && shape.Contains(new NodeAddress(level, from)))
            return from;
        query.Refuse("from", "must be the index of a node of that level: a whole number, and no time after the year 9999");
        return 0;
    }

    /// <summary>The nodes; null when the keys that the caller may see have too many events to make a tree of.</summary>
    private static async Task<IReadOnlyList<TreeMapNodeDocument>?> ReadAsync(HttpContext context, RunningRegion region, NodeRange range)
    {
        var keys = Caller.Of(context, region).Keys;
        if (!keys.IsLimited)
            return [.. (await region.Tree.StoredAsync(range, context.RequestAborted)).Select(TreeMapNodeDocument.Of)];
        return await region.PermittedTrees.MakeAsync(keys, context.RequestAborted) is { } tree
            ? [.. tree.NodesIn(range).Select(TreeMapNodeDocument.Of)]
            : null;
    }
}
