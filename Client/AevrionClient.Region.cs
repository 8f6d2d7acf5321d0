using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Aevrion.Client.Transport;

namespace Aevrion.Client;

/// <content>What a region tells of itself and of its peers.</content>
public sealed partial class AevrionClient
{
    /// <inheritdoc/>
    public Task<RegionStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("status", "/v1/status", WireContext.Default.RegionStatus, cancellationToken);

    /// <inheritdoc/>
    public Task<PeersReport> GetPeersAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("peers", "/v1/peers", WireContext.Default.PeersReport, cancellationToken);

    /// <inheritdoc/>
    public Task<TreeSnapshot> GetTreeAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("tree", "/v1/tree", WireContext.Default.TreeSnapshot, cancellationToken);

    /// <inheritdoc/>
    public Task<TreeNode> GetTreeNodeAsync(int level, long index, CancellationToken cancellationToken = default)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/v1/tree/{level}/{index}");
        return ReadAsync("tree-node", path, WireContext.Default.TreeNode, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TreeMap> GetTreeMapAsync(int level, long from, int count, CancellationToken cancellationToken = default)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/v1/tree/map?level={level}&from={from}&count={count}");
        return ReadAsync("tree-map", path, WireContext.Default.TreeMap, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<SyncReport> SyncAsync(string peer, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(peer);

        // An exchange changes nothing but what is missing on either side, so a second one does no harm.
        var request = new ApiRequest("sync", HttpMethod.Post, $"/v1/peers/{Uri.EscapeDataString(peer)}/sync", RetrySafety.Idempotent)
        {
            AttemptTimeout = _syncTimeout,
        };
        var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Read(WireContext.Default.SyncReport);
    }

    /// <inheritdoc/>
    public async Task<RebuildStatus> StartRebuildAsync(bool keyIndex = false, CancellationToken cancellationToken = default)
    {
        // A second request joins what the first one started.
        var path = keyIndex ? "/v1/rebuild?keyIndex=true" : "/v1/rebuild";
        var response = await _transport.SendAsync(new ApiRequest("rebuild", HttpMethod.Post, path, RetrySafety.Idempotent), cancellationToken)
            .ConfigureAwait(false);
        return response.Read(WireContext.Default.RebuildStatus);
    }

    /// <inheritdoc/>
    public Task<RebuildStatus> GetRebuildAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("rebuild-status", "/v1/rebuild", WireContext.Default.RebuildStatus, cancellationToken);

    private async Task<T> ReadAsync<T>(string operation, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var response = await GetAsync(operation, path, cancellationToken).ConfigureAwait(false);
        return response.Read(type);
    }
}
