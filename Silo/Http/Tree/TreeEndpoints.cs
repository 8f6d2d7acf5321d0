using System.Globalization;
using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Tree;

/// <summary><c>/v1/tree</c>: the time tree, as peers compare it.</summary>
internal static class TreeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRegion(HttpMethods.Get, "/v1/tree", GetSnapshotAsync);
        routes.MapRegion(HttpMethods.Get, "/v1/tree/map", TreeMapEndpoint.GetAsync);
        routes.MapRegion(HttpMethods.Get, "/v1/tree/{level}/{index}", GetNodeAsync);
    }

    private static async Task GetSnapshotAsync(HttpContext context, RunningRegion region)
    {
        if (new RequestQuery(context).Problem is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var keys = Caller.Of(context, region).Keys;
        if (keys.IsLimited)
            await PermittedTreeAnswers.SnapshotAsync(context, region, keys);
        else
            await AnswerAsync(context, region, await region.Tree.SnapshotAsync(region.Tree.Horizon(), context.RequestAborted));
    }

    public static Task AnswerAsync(HttpContext context, RunningRegion region, TreeSnapshot snapshot)
    {
        var document = new TreeDocument
        {
            Region = region.Options.Region,
            Granularity = region.Tree.Shape.GranularityMs,
            BranchingFactor = region.Tree.Shape.BranchingFactor,
            Horizon = snapshot.Horizon,
            Count = snapshot.Count,
            Digest = snapshot.Count == 0 ? null : snapshot.Digest.ToString(),
            Nodes = [.. snapshot.Nodes.Select(NodeDocument.Of)],
        };
        return JsonAnswer.WriteAsync(context, document, ApiJson.Readable.TreeDocument);
    }

    private static async Task GetNodeAsync(HttpContext context, RunningRegion region)
    {
        var badAddress = ReadAddress(context, region.Tree.Shape, out var address);
        if ((badAddress ?? new RequestQuery(context).Problem) is { } problem)
        {
            await ProblemWriter.WriteAsync(context, problem);
            return;
        }

        var keys = Caller.Of(context, region).Keys;
        if (keys.IsLimited)
        {
            await PermittedTreeAnswers.NodeAsync(context, region, keys, address);
            return;
        }

        var document = Document(await region.Tree.NodeAsync(address, context.RequestAborted), address);
        document = address.Level == 0
            ? await WithEventsAsync(document, region, context.RequestAborted)
            : document with { Children = await ChildrenAsync(address, region, context.RequestAborted) };
        await JsonAnswer.StreamAsync(context, document, ApiJson.Readable.NodeDocument);
    }

    private static async Task<NodeDocument> WithEventsAsync(NodeDocument leaf, RunningRegion region, CancellationToken cancellationToken)
    {
        var leaves = await region.Tree.LeavesAsync([leaf.Index], cancellationToken);
        IReadOnlyList<EventStamp> stamps = leaves.TryGetValue(leaf.Index, out var found) ? found : [];
        return WithEvents(leaf, stamps);
    }

    public static NodeDocument Document(TreeNode? node, NodeAddress address) =>
        node is { } found ? NodeDocument.Of(found) : new NodeDocument(address.Level, address.Index, Count: 0, Digest: null);

    public static NodeDocument WithEvents(NodeDocument leaf, IReadOnlyList<EventStamp> stamps) =>
        leaf with
        {
            Events = [.. stamps.Take(HttpLimits.MaxLeafEvents).Select(stamp => new LeafEventDocument(stamp.Id.ToString(), stamp.Timestamp))],
            EventsCut = stamps.Count > HttpLimits.MaxLeafEvents ? true : null,
        };

    private static async Task<IReadOnlyList<NodeDocument>> ChildrenAsync(
        NodeAddress parent, RunningRegion region, CancellationToken cancellationToken) =>
        [.. (await region.Tree.ChildrenAsync([parent], cancellationToken)).Select(NodeDocument.Of)];

    private static Problem? ReadAddress(HttpContext context, TreeShape shape, out NodeAddress address)
    {
        address = default;
        if (!int.TryParse(context.Request.RouteValues["level"] as string, NumberStyles.None, null, out var level)
            || !long.TryParse(context.Request.RouteValues["index"] as string, NumberStyles.None, null, out var index))
            return ProblemKinds.BadNode.With("A node is /v1/tree/{level}/{index}, both whole numbers from 0.");

        address = new NodeAddress(level, index);
        return shape.Contains(address)
            ? null
            : ProblemKinds.NoSuchNode.With($"Levels go from 0 to {shape.HighestLevel}, and indexes to the end of the year 9999.");
    }
}
