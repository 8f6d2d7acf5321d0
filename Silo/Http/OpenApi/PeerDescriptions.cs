using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Peers;
using Aevrion.Silo.Http.Peers.Differences;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Describes the routes of other regions.</summary>
internal static class PeerDescriptions
{
    private const string Group = "Other regions";

    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        new(HttpMethod.Get, "/v1/peers", "getPeers", Group, "How the region stands with the others, and the watermark.")
        {
            Access = RouteAccess.Admin,
            Answers = [AnswerDescription.Of<PeersDocument>("One entry a peer.")],
        },
        new(HttpMethod.Get, "/v1/peers/{name}/differences", "getDifferences", Group, "Where the region is known to differ from a peer.")
        {
            Access = RouteAccess.ReadOfAll,
            Parameters = [new("name", ParameterPlace.Path, ParameterDescription.OfText, "The peer's name.")],
            Answers = [AnswerDescription.Of<DifferencesDocument>("The nodes of the time tree that differ, or did until lately.")],
            Problems = [ProblemKinds.UnknownPeer],
        },
        new(HttpMethod.Post, "/v1/peers/{name}/sync", "syncPeer", Group, "Compares with a peer now, and repairs what differs.")
        {
            Access = RouteAccess.Admin,
            Parameters = [new("name", ParameterPlace.Path, ParameterDescription.OfText, "The peer's name.")],
            Answers = [AnswerDescription.Of<SyncDocument>("What the exchange found and did.")],
            Problems = [ProblemKinds.UnknownPeer, ProblemKinds.PeerPaused, ProblemKinds.ExchangeFailed],
        },
        OfPause("pause", "pausePeer", "Ends the connections with a peer, both ways, and allows none before it is resumed, restarts notwithstanding."),
        OfPause("resume", "resumePeer", "Lets a peer that was paused go on: it is connected, and what differs is repaired."),
        OfSockets(HttpMethod.Get, "connectPeer"),
        OfSockets(HttpMethod.Connect, "connectPeerHttp2"),
    ];

    private static RouteDescription OfPause(string verb, string name, string summary) =>
        new(HttpMethod.Post, $"/v1/peers/{{name}}/{verb}", name, Group, summary)
        {
            Access = RouteAccess.Admin,
            Parameters = [new("name", ParameterPlace.Path, ParameterDescription.OfText, "The peer's name.")],
            Answers = [AnswerDescription.Of<PeerDocument>("How the peer stands now.")],
            Problems = [ProblemKinds.UnknownPeer],
        };

    private static RouteDescription OfSockets(HttpMethod method, string name) =>
        new(method, "/v1/peer", name, Group, "Where other regions' silos connect, by WebSocket. Not for clients.")
        {
            Access = RouteAccess.Peer,
            Answers = [new AnswerDescription(StatusCodes.Status101SwitchingProtocols, "The connection is a WebSocket now.")],
            Problems = [ProblemKinds.UpgradeRequired, ProblemKinds.BadPeerProtocol, ProblemKinds.PeerUnproven, ProblemKinds.PausedHere],
        };
}
