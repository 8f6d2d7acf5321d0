using Aevrion.Client;

namespace Aevrion.Cli.Export;

/// <summary>Reads what is exported, page by page.</summary>
internal sealed class ExportSource(IAevrionClient client, ExportSettings settings)
{
    /// <param name="after">Where the page begins; null for the first.</param>
    /// <param name="at">The time that the first page was read at; null before that, and for what stands now.</param>
    public Task<ExportPage> ReadAsync(string? after, long? at, CancellationToken cancellationToken)
    {
        var time = at is { } known ? new PointInTime(known) : settings.At;
        return settings.History ? ReadLogAsync(after, time, cancellationToken) : ScanAsync(after, time, cancellationToken);
    }

    private async Task<ExportPage> ScanAsync(string? after, PointInTime? at, CancellationToken cancellationToken)
    {
        var options = new ScanOptions { After = after, At = at, IncludeValues = true, IncludeParents = true, PageSize = AevrionLimits.MaxPageSize };
        var page = await client.ScanPageAsync(settings.Prefix, options, cancellationToken);
        var events = page.Entries.Select(entry =>
            new ExportedEvent(entry.Key, entry.Value.GetValueOrDefault(), entry.Timestamp, entry.Origin, entry.Parents ?? []));
        return new ExportPage([.. events], page.Next, page.At);
    }

    private async Task<ExportPage> ReadLogAsync(string? after, PointInTime? at, CancellationToken cancellationToken)
    {
        var options = new LogOptions { After = after, At = at, IncludeValues = true, PageSize = AevrionLimits.MaxPageSize };
        var page = await client.ReadLogAsync(settings.Prefix, options, cancellationToken);
        return new ExportPage([.. page.Events.Select(EventOf)], page.Next, page.At);
    }

    private static ExportedEvent EventOf(LogEvent item) => new(
        item.Key,
        item.Deleted ? default(ReadOnlyMemory<byte>?) : item.Value.GetValueOrDefault(),
        item.Timestamp,
        item.Origin,
        item.Parents);
}
