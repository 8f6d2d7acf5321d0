using System.Globalization;
using Aevrion.Core.Tree;
using Aevrion.Grains.Interfaces.Tree;
using Aevrion.Storage.Tree;
using Orleans;

namespace Aevrion.Grains.Tree;

/// <summary>
/// A node of the time tree. Being one activation in the region, it takes a stale digest once, however many ask for it at the same
/// time; the digest itself lives in the database.
/// </summary>
public sealed class TreeNodeGrain(TreeRefresher refresher) : Grain, ITreeNodeGrain
{
    /// <inheritdoc/>
    public async Task<TreeNodeState?> GetNode()
    {
        var node = await refresher.RefreshAsync(AddressOf(this.GetPrimaryKeyString()), CancellationToken.None);
        return node is { } fresh ? new TreeNodeState { Count = fresh.Count, Digest = fresh.Digest } : null;
    }

    private static NodeAddress AddressOf(string key)
    {
        var parts = key.Split('/');
        return new NodeAddress(int.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
