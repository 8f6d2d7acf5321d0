using Aevrion.Core.Tree;
using Aevrion.Grains.Access;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Tree;

/// <summary>Answers about the tree to those who may see some keys only: nodes, counts and digests are of these keys alone.</summary>
internal static class PermittedTreeAnswers
{
    public static readonly Problem TooLarge = ProblemKinds.DigestTooLarge.With(
        $"The keys that the token is limited to have more than {PermittedTrees.MaxEvents} events. Use a token with narrower prefixes, or with none.");

    public static async Task SnapshotAsync(HttpContext context, RunningRegion region, PermittedKeys keys)
    {
        if (await region.PermittedTrees.MakeAsync(keys, context.RequestAborted) is { } tree)
            await TreeEndpoints.AnswerAsync(context, region, tree.SnapshotAt(region.Tree.Horizon()));
        else
            await ProblemWriter.WriteAsync(context, TooLarge);
    }

    public static async Task NodeAsync(HttpContext context, RunningRegion region, PermittedKeys keys, NodeAddress address)
    {
        if (await region.PermittedTrees.MakeAsync(keys, context.RequestAborted) is not { } tree)
        {
            await ProblemWriter.WriteAsync(context, TooLarge);
            return;
        }

        var document = TreeEndpoints.Document(tree.Find(address), address);
        document = address.Level == 0
            ? TreeEndpoints.WithEvents(document, tree.StampsOf(address.Index))
            : document with { Children = [.. tree.ChildrenOf(address).Select(NodeDocument.Of)] };
        await JsonAnswer.StreamAsync(context, document, ApiJson.Readable.NodeDocument);
    }
}
