using Aevrion.Client;

namespace Aevrion.Cli.Pictures;

/// <summary>What <c>tree</c> shows, at one look.</summary>
/// <param name="Tree">The progressive digest.</param>
/// <param name="Rows">The picture; empty when it is not shown.</param>
/// <param name="Differences">Where the region differs from a peer; null for no peer.</param>
internal sealed record TreeLook(TreeSnapshot Tree, IReadOnlyList<PictureRow> Rows, PeerDifferences? Differences);
