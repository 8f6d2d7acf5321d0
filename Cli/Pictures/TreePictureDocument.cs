using Aevrion.Client;

namespace Aevrion.Cli.Pictures;

/// <summary>A region's tree, and where it is known to differ from a peer.</summary>
internal sealed record TreePictureDocument(TreeSnapshot Tree, PeerDifferences Differences);
