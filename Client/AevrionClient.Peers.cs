using Aevrion.Client.Transport;

namespace Aevrion.Client;

/// <content>What an operator does with single peers.</content>
public sealed partial class AevrionClient
{
    /// <inheritdoc/>
    public Task<PeerStatus> PausePeerAsync(string peer, CancellationToken cancellationToken = default) =>
        ChangePeerAsync(peer, "pause", cancellationToken);

    /// <inheritdoc/>
    public Task<PeerStatus> ResumePeerAsync(string peer, CancellationToken cancellationToken = default) =>
        ChangePeerAsync(peer, "resume", cancellationToken);

    /// <inheritdoc/>
    public Task<PeerDifferences> GetDifferencesAsync(string peer, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(peer);
        return ReadAsync("differences", $"/v1/peers/{Uri.EscapeDataString(peer)}/differences", WireContext.Default.PeerDifferences, cancellationToken);
    }

    private async Task<PeerStatus> ChangePeerAsync(string peer, string change, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(peer);
        var request = new ApiRequest(change, HttpMethod.Post, $"/v1/peers/{Uri.EscapeDataString(peer)}/{change}", RetrySafety.Idempotent);
        var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Read(WireContext.Default.PeerStatus);
    }
}
