using System.Text.Json;
using Aevrion.Client.Transport;

namespace Aevrion.Client;

/// <content>Access tokens.</content>
public sealed partial class AevrionClient
{
    /// <inheritdoc/>
    public async Task<RegionToken> CreateTokenAsync(TokenRequest token, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        var wire = new TokenWire(token.Scopes, token.Prefixes, (long?)token.Lifetime?.TotalMilliseconds, token.Description);

        // Sent twice it would make two tokens, one of which nobody knows.
        var request = new ApiRequest("create-token", HttpMethod.Post, "/v1/tokens", RetrySafety.OnlyIfNothingHappened)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(wire, WireContext.Default.TokenWire),
            ContentType = MediaTypes.Json,
        };
        var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Read(WireContext.Default.RegionToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RegionToken>> GetTokensAsync(CancellationToken cancellationToken = default)
    {
        var answer = await ReadAsync("tokens", "/v1/tokens", WireContext.Default.TokensAnswer, cancellationToken).ConfigureAwait(false);
        return answer.Tokens;
    }

    /// <inheritdoc/>
    public async Task<RegionToken> RevokeTokenAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var request = new ApiRequest("revoke-token", HttpMethod.Delete, $"/v1/tokens/{Uri.EscapeDataString(id)}", RetrySafety.Idempotent);
        var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Read(WireContext.Default.RegionToken);
    }
}
