using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Aevrion.Client;

/// <summary>Keys and events as streams: pages are fetched as the enumeration asks for them.</summary>
public static class AevrionClientScanExtensions
{
    /// <summary>
    /// Lists the keys that begin with a prefix, in the order of their UTF-8 bytes. Each comes once at most, and none is left out that was
    /// there the whole time; those that are written or deleted meanwhile come as they are when their page is read.
    /// </summary>
    /// <param name="prefix">What the keys begin with; empty for all keys.</param>
    /// <exception cref="AevrionNotConvergedException">The regions are not known to be equal up to any time.</exception>
    public static async IAsyncEnumerable<ScanEntry> ScanAsync(
        this IAevrionClient client,
        string prefix = "",
        ScanOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        for (var next = options ?? new ScanOptions(); ;)
        {
            var page = await client.ScanPageAsync(prefix, next, cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.Entries)
                yield return entry;
            if (page.Next is null)
                yield break;
            next = next with { After = page.Next, At = page.At is { } at ? new PointInTime(at) : null };
        }
    }

    /// <summary>Lists the keys that begin with a prefix with their values, read as <c>GetAsync&lt;T&gt;</c> reads them.</summary>
    /// <exception cref="System.Text.Json.JsonException">A value is not JSON of a <typeparamref name="T"/>.</exception>
    /// <exception cref="FormatException">Strings were asked for and a value is not UTF-8.</exception>
    /// <inheritdoc cref="ScanAsync(IAevrionClient, string, ScanOptions?, CancellationToken)"/>
    [RequiresUnreferencedCode(ValueCodec.TrimWarning)]
    [RequiresDynamicCode(ValueCodec.TrimWarning)]
    public static IAsyncEnumerable<Entry<T>> ScanAsync<T>(
        this IAevrionClient client, string prefix = "", ScanOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return TypedAsync(client, prefix, options, entry => ValueCodec.Decode<T>(entry, client.JsonOptions), cancellationToken);
    }

    /// <summary>Lists the keys that begin with a prefix with their JSON values, without reflection.</summary>
    /// <inheritdoc cref="ScanAsync{T}(IAevrionClient, string, ScanOptions?, CancellationToken)"/>
    public static IAsyncEnumerable<Entry<T>> ScanAsync<T>(
        this IAevrionClient client,
        string prefix,
        JsonTypeInfo<T> type,
        ScanOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return TypedAsync(client, prefix, options, entry => ValueCodec.Decode(entry, type), cancellationToken);
    }

    /// <summary>
    /// Lists the events of all keys that begin with a prefix, deletions included, the oldest first: a region's whole history with an empty
    /// prefix.
    /// </summary>
    /// <remarks>Events that other regions send meanwhile, dated before the place that was reached, are left out.</remarks>
    /// <param name="prefix">What the keys begin with; empty for all keys.</param>
    public static async IAsyncEnumerable<LogEvent> LogAsync(
        this IAevrionClient client,
        string prefix = "",
        LogOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        for (var next = options ?? new LogOptions(); ;)
        {
            var page = await client.ReadLogAsync(prefix, next, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Events)
                yield return item;
            if (page.Next is null)
                yield break;
            next = next with { After = page.Next, At = new PointInTime(page.At) };
        }
    }

    private static async IAsyncEnumerable<Entry<T>> TypedAsync<T>(
        IAevrionClient client,
        string prefix,
        ScanOptions? options,
        Func<Entry, T?> decode,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var withValues = (options ?? new ScanOptions()) with { IncludeValues = true };
        await foreach (var found in client.ScanAsync(prefix, withValues, cancellationToken).ConfigureAwait(false))
        {
            var entry = new Entry(found.Key, found.Id, found.Timestamp, found.Origin, found.Value.GetValueOrDefault());
            yield return new Entry<T>(entry.Key, entry.Id, entry.Timestamp, entry.Origin, decode(entry));
        }
    }
}
