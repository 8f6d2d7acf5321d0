using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aevrion.Client;

/// <summary>Typed values of many keys at once; see <see cref="AevrionClientValueExtensions"/> for how they are read.</summary>
public static class AevrionClientManyExtensions
{
    /// <summary>Reads the values of many keys, with a request for each 1,000 of them.</summary>
    /// <returns>
    /// One value a key, in their order; <c>default</c> for a key that is absent or deleted. For a value type ask for <c>int?</c> rather
    /// than <c>int</c>.
    /// </returns>
    /// <exception cref="JsonException">A value is not JSON of a <typeparamref name="T"/>.</exception>
    /// <exception cref="FormatException">Strings were asked for and a value is not UTF-8.</exception>
    [RequiresUnreferencedCode(ValueCodec.TrimWarning)]
    [RequiresDynamicCode(ValueCodec.TrimWarning)]
    public static async Task<IReadOnlyList<T?>> GetManyAsync<T>(
        this IAevrionClient client, IReadOnlyList<string> keys, PointInTime? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var entries = await client.GetManyAsync(keys, at, cancellationToken).ConfigureAwait(false);
        return [.. entries.Select(entry => entry is null ? default : ValueCodec.Decode<T>(entry, client.JsonOptions))];
    }

    /// <summary>Reads the JSON values of many keys without reflection.</summary>
    /// <inheritdoc cref="GetManyAsync{T}(IAevrionClient, IReadOnlyList{string}, PointInTime?, CancellationToken)"/>
    public static async Task<IReadOnlyList<T?>> GetManyAsync<T>(
        this IAevrionClient client,
        IReadOnlyList<string> keys,
        JsonTypeInfo<T> type,
        PointInTime? at = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var entries = await client.GetManyAsync(keys, at, cancellationToken).ConfigureAwait(false);
        return [.. entries.Select(entry => entry is null ? default : ValueCodec.Decode(entry, type))];
    }
}
