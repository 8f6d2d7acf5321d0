using Orleans;

namespace Aevrion.Grains.Interfaces.Tree;

/// <summary>A node of the time tree; takes its digest anew when events came in under it. Grain key: "level/index".</summary>
[Alias("aevrion.tree-node")]
public interface ITreeNodeGrain : IGrainWithStringKey
{
    /// <summary>The node's count and digest, taken anew and kept if they were stale; null when the node is empty.</summary>
    [ResponseTimeout("00:10:00")]
    [Alias("GetNode")]
    Task<TreeNodeState?> GetNode();
}
