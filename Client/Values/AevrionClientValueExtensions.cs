using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Aevrion.Client;

/// <summary>
/// Typed values. Bytes are stored as they are, strings as UTF-8, everything else as JSON with <see cref="IAevrionClient.JsonOptions"/>
/// or a given <see cref="JsonTypeInfo{T}"/>. Reading asks for the type that was written: a string written as a string is not JSON.
/// </summary>
public static class AevrionClientValueExtensions
{
    /// <summary>Writes a string as UTF-8.</summary>
    public static Task<EventRef> PutAsync(
        this IAevrionClient client, string key, string text, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.PutAsync(key, ValueCodec.EncodeText(text), options, cancellationToken);
    }

    /// <summary>Writes a value as JSON, or as it is when it is a string or bytes.</summary>
    [RequiresUnreferencedCode(ValueCodec.TrimWarning)]
    [RequiresDynamicCode(ValueCodec.TrimWarning)]
    public static Task<EventRef> PutAsync<T>(
        this IAevrionClient client, string key, T value, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.PutAsync(key, ValueCodec.Encode(value, client.JsonOptions), options, cancellationToken);
    }

    /// <summary>Writes a value as JSON, without reflection.</summary>
    public static Task<EventRef> PutAsync<T>(
        this IAevrionClient client,
        string key,
        T value,
        JsonTypeInfo<T> type,
        WriteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.PutAsync(key, ValueCodec.Encode(value, type), options, cancellationToken);
    }

    /// <summary>Reads a value: JSON, or as it is when <typeparamref name="T"/> is string or bytes.</summary>
    /// <returns>
    /// The value; <c>default</c> when the key is absent or deleted. For a value type ask for <c>int?</c> rather than <c>int</c>.
    /// </returns>
    /// <exception cref="JsonException">The value is not JSON of a <typeparamref name="T"/>.</exception>
    /// <exception cref="FormatException">A string was asked for and the value is not UTF-8.</exception>
    [RequiresUnreferencedCode(ValueCodec.TrimWarning)]
    [RequiresDynamicCode(ValueCodec.TrimWarning)]
    public static async Task<T?> GetAsync<T>(
        this IAevrionClient client, string key, PointInTime? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var entry = await client.GetEntryAsync(key, at, cancellationToken).ConfigureAwait(false);
        return entry is null ? default : ValueCodec.Decode<T>(entry, client.JsonOptions);
    }

    /// <summary>Reads a JSON value without reflection.</summary>
    /// <inheritdoc cref="GetAsync{T}(IAevrionClient, string, PointInTime?, CancellationToken)"/>
    public static async Task<T?> GetAsync<T>(
        this IAevrionClient client,
        string key,
        JsonTypeInfo<T> type,
        PointInTime? at = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var entry = await client.GetEntryAsync(key, at, cancellationToken).ConfigureAwait(false);
        return entry is null ? default : ValueCodec.Decode(entry, type);
    }

    /// <summary>Reads a value with its event id, timestamp and origin.</summary>
    /// <returns>The entry; null when the key is absent or deleted.</returns>
    /// <inheritdoc cref="GetAsync{T}(IAevrionClient, string, PointInTime?, CancellationToken)"/>
    [RequiresUnreferencedCode(ValueCodec.TrimWarning)]
    [RequiresDynamicCode(ValueCodec.TrimWarning)]
    public static async Task<Entry<T>?> GetEntryAsync<T>(
        this IAevrionClient client, string key, PointInTime? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var entry = await client.GetEntryAsync(key, at, cancellationToken).ConfigureAwait(false);
        return entry is null ? null : Typed(entry, ValueCodec.Decode<T>(entry, client.JsonOptions));
    }

    /// <summary>Reads a JSON value without reflection, with its event id, timestamp and origin.</summary>
    /// <inheritdoc cref="GetEntryAsync{T}(IAevrionClient, string, PointInTime?, CancellationToken)"/>
    public static async Task<Entry<T>?> GetEntryAsync<T>(
        this IAevrionClient client,
        string key,
        JsonTypeInfo<T> type,
        PointInTime? at = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var entry = await client.GetEntryAsync(key, at, cancellationToken).ConfigureAwait(false);
        return entry is null ? null : Typed(entry, ValueCodec.Decode(entry, type));
    }

    private static Entry<T> Typed<T>(Entry entry, T? value) =>
        new(entry.Key, entry.Id, entry.Timestamp, entry.Origin, value) { ConvergedAt = entry.ConvergedAt };
}
