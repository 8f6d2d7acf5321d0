using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Tree;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Describes the routes of the time tree.</summary>
internal static class TreeDescriptions
{
    private const string Group = "Time tree";

    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        new(HttpMethod.Get, "/v1/tree", "getTree", Group, "The progressive digest: the few complete nodes that cover all closed time.")
        {
            Access = RouteAccess.Read,
            Answers = [AnswerDescription.Of<TreeDocument>("The digest and its nodes.")],
            Problems = [ProblemKinds.DigestTooLarge],
        },
        new(HttpMethod.Get, "/v1/tree/map", "getTreeMap", Group, "Neighbouring nodes of one level that are not empty, for pictures of the tree.")
        {
            Access = RouteAccess.Read,
            Parameters =
            [
                ParameterDescription.Query("level", ParameterDescription.OfInteger, "The level; 0, the leaves, if left out."),
                ParameterDescription.Query("from", ParameterDescription.OfInteger, "Index of the first node; 0 if left out."),
                ParameterDescription.Query("count", ParameterDescription.OfInteger, "Nodes to look at, 1 to 512; 512 if left out."),
            ],
            Answers = [AnswerDescription.Of<TreeMapDocument>("The nodes.")],
            Problems = [ProblemKinds.DigestTooLarge],
        },
        new(HttpMethod.Get, "/v1/tree/{level}/{index}", "getTreeNode", Group, "One node with its children, or a leaf with its events.")
        {
            Access = RouteAccess.Read,
            Parameters =
            [
                new("level", ParameterPlace.Path, ParameterDescription.OfInteger, "0 for a leaf."),
                new("index", ParameterPlace.Path, ParameterDescription.OfInteger, "Position on its level, from 0."),
            ],
            Answers = [AnswerDescription.Of<NodeDocument>("The node.")],
            Problems = [ProblemKinds.BadNode, ProblemKinds.NoSuchNode, ProblemKinds.DigestTooLarge],
        },
    ];
}
