using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Aevrion.Client.Transport;
using Aevrion.Client.Watches;

namespace Aevrion.Client;

/// <summary>
/// The client of an Aevrion region over HTTP. It fails over between its URLs in order, remembers which of them failed, and sends again
/// only what is safe to send again. Safe to use from several threads; meant to be created once.
/// </summary>
public sealed partial class AevrionClient : IAevrionClient, IAsyncDisposable, IDisposable
{
    private readonly HttpClient _http;
    private readonly FailoverTransport _transport;
    private readonly TimeSpan _syncTimeout;
    private readonly TimeSpan _attemptTimeout;
    private readonly WatchConnector _watches;
    private readonly TimeSpan _watchPause;
    private readonly TimeProvider _timeProvider;

    /// <summary>Connects to the regions at these URLs, with the default options.</summary>
    /// <param name="urls">Base URLs of regions or silos, such as <c>http://localhost:7400</c>, tried in this order.</param>
    /// <exception cref="ArgumentException">There is none, or one is not an absolute http or https URL.</exception>
    public AevrionClient(params string[] urls)
        : this(OptionsFor(urls))
    {
    }

    /// <summary>Connects as the options say.</summary>
    /// <exception cref="ArgumentException">The options have mistakes; the message names every one.</exception>
    public AevrionClient(AevrionClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidator.Validate(options);
        JsonOptions = options.JsonOptions;
        _syncTimeout = options.SyncTimeout;
        _attemptTimeout = options.AttemptTimeout;
        _http = HttpClientFactory.Create(options);
        _transport = TransportFactory.Create(_http, options);
        _watches = new WatchConnector(_http, options);
        (_watchPause, _timeProvider) = (options.RetryDelay, options.TimeProvider);
    }

    /// <inheritdoc/>
    public JsonSerializerOptions? JsonOptions { get; }

    /// <inheritdoc/>
    public async Task<EventRef> PutAsync(
        string key, ReadOnlyMemory<byte> value, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ValueRules.Check(value.Span);
        var request = new ApiRequest("put", HttpMethod.Put, WritePath(key, options), RetrySafety.OnlyIfNothingHappened)
        {
            Body = value,
            ContentType = MediaTypes.Bytes,
            Condition = options,
            AttemptTimeout = AttemptTimeout(options),
        };
        var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Read(WireContext.Default.EventRef);
    }

    /// <inheritdoc/>
    public async Task<EventRef> DeleteAsync(string key, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new ApiRequest("delete", HttpMethod.Delete, WritePath(key, options), RetrySafety.OnlyIfNothingHappened)
        {
            Condition = options,
            AttemptTimeout = AttemptTimeout(options),
        };
        var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.Read(WireContext.Default.EventRef);
    }

    /// <inheritdoc/>
    public async Task<Entry?> GetEntryAsync(string key, PointInTime? at = null, CancellationToken cancellationToken = default)
    {
        var path = KeyPath("kv", key);
        if (at is { } time)
            path += "?at=" + time.ToQuery();
        var response = await GetAsync("get", path, cancellationToken).ConfigureAwait(false);

        // Only a region's own 404 speaks of the key; one from a proxy or another server says nothing about it.
        if (response.Status == HttpStatusCode.NotFound && response.ReadProblem().Slug is not null)
            return null;
        response.ThrowIfRefused();
        if (response.Headers.ETag?.Tag.Trim('"') is not { Length: > 0 } id
            || !long.TryParse(response.Header("Aevrion-Timestamp"), CultureInfo.InvariantCulture, out var timestamp))
            throw response.NotAevrion(null);
        return new Entry(key, id, timestamp, response.Header("Aevrion-Origin") ?? "", response.Body)
        {
            ConvergedAt = long.TryParse(response.Header("Aevrion-Converged"), CultureInfo.InvariantCulture, out var readAt) ? readAt : null,
        };
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<KeyVersion> HistoryAsync(
        string key, HistoryOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new HistoryOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.EffectivePageSize, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.EffectivePageSize, AevrionLimits.MaxPageSize, nameof(options));
        if (options.Before is { IsConverged: true })
            throw new ArgumentException("A history is listed before a time, not before the converged one.", nameof(options));
        return ReadHistoryAsync(KeyPath("history", key), options, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BatchResult>> BatchAsync(WriteBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count == 0)
            return [];

        // Lines with timestamps are the same events wherever they are sent.
        var safety = batch.IsIdempotent ? RetrySafety.Idempotent : RetrySafety.KnownWhereItWasSent;
        var request = new ApiRequest("batch", HttpMethod.Post, "/v1/batch" + AckQuery.Of(batch.Ack, batch.Timeout), safety)
        {
            Body = batch.Content,
            ContentType = MediaTypes.JsonLines,
            IdempotencyKey = BatchKey.Of(batch),
            IsRepeatableWrite = true,
            AttemptTimeout = AckQuery.AttemptTimeout(batch.Ack, batch.Timeout, _attemptTimeout),
        };
        var response = await _transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var results = response.Read(WireContext.Default.BatchAnswer).Results;
        return results.Count == batch.Count ? results : throw response.NotAevrion(null);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _http.Dispose();

    private async IAsyncEnumerable<KeyVersion> ReadHistoryAsync(
        string path, HistoryOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = $"?limit={options.EffectivePageSize}{(options.IncludeValues ? "&values=true" : "")}";
        var before = options.Before?.Timestamp.ToString(CultureInfo.InvariantCulture);
        do
        {
            var page = path + query + (before is null ? "" : "&before=" + Uri.EscapeDataString(before));
            var response = await GetAsync("history", page, cancellationToken).ConfigureAwait(false);
            foreach (var version in response.Read(WireContext.Default.KeyVersionArray))
                yield return version;
            before = response.Header("Aevrion-Next");
        }
        while (before is not null);
    }

    private Task<ApiResponse> GetAsync(string operation, string path, CancellationToken cancellationToken) =>
        _transport.SendAsync(new ApiRequest(operation, HttpMethod.Get, path, RetrySafety.Idempotent), cancellationToken);

    private static string WritePath(string key, WriteOptions? options) =>
        options is null ? KeyPath("kv", key) : KeyPath("kv", key) + AckQuery.Of(options.Ack, options.Timeout);

    private TimeSpan? AttemptTimeout(WriteOptions? options) =>
        options is null ? null : AckQuery.AttemptTimeout(options.Ack, options.Timeout, _attemptTimeout);

    private static string KeyPath(string collection, string key) => $"/v1/{collection}/{KeyRules.ToPath(key)}";

    private static AevrionClientOptions OptionsFor(string[] urls)
    {
        ArgumentNullException.ThrowIfNull(urls);
        var options = new AevrionClientOptions();
        foreach (var url in urls)
            options.Urls.Add(url);
        return options;
    }
}
