using System.Runtime.CompilerServices;
using System.Text.Json;
using Aevrion.Client.Transport;

namespace Aevrion.Client;

/// <content>Conflicts.</content>
public sealed partial class AevrionClient
{
    /// <inheritdoc/>
    public IAsyncEnumerable<Conflict> ConflictsAsync(
        string prefix = "", ConflictsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        options ??= new ConflictsOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.EffectivePageSize, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.EffectivePageSize, AevrionLimits.MaxPageSize, nameof(options));
        return ReadConflictsAsync(prefix, options, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<EventRef> SettleAsync(string key, ConflictPick pick = default, CancellationToken cancellationToken = default)
    {
        // Sent twice it would find nothing to settle, or settle what lost since.
        var request = new ApiRequest("settle", HttpMethod.Post, KeyPath("conflicts", key), RetrySafety.OnlyIfNothingHappened)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(new SettlementRequest(pick.ToString()), WireContext.Default.SettlementRequest),
            ContentType = MediaTypes.Json,
        };
        var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Read(WireContext.Default.EventRef);
    }

    private async IAsyncEnumerable<Conflict> ReadConflictsAsync(
        string prefix, ConflictsOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = $"/v1/conflicts?prefix={Uri.EscapeDataString(prefix)}&limit={options.EffectivePageSize}{(options.IncludeValues ? "&values=true" : "")}";
        string? next = null;
        do
        {
            var page = next is null ? path : $"{path}&after={Uri.EscapeDataString(next)}";
            var response = await GetAsync("conflicts", page, cancellationToken).ConfigureAwait(false);
            var answer = response.Read(WireContext.Default.ConflictsAnswer);
            foreach (var conflict in answer.Conflicts)
                yield return conflict;
            next = answer.Next;
        }
        while (next is not null);
    }
}
