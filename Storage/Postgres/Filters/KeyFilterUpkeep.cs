using Aevrion.Storage.Filters;
using Microsoft.Extensions.Logging;

namespace Aevrion.Storage.Postgres.Filters;

/// <summary>
/// Keeps a silo's filters of past eras: loads those that are kept in the database, and makes those that are missing or have become wrong
/// because the era has grown late. The newest era has none, since it changes all the time.
/// </summary>
internal sealed partial class KeyFilterUpkeep(
    StatementRunner runner, EraKeys eraKeys, KeyFilters filters, ILogger logger) : IStorageUpkeep
{
    /// <summary>State of each era at the run before: an import that goes on is waited for.</summary>
    private Dictionary<short, long> _seen = [];

    /// <inheritdoc/>
    public TimeSpan Pause => KeyFilterLimits.Pause;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var eras = await runner.RunAsync(new ReadEraStates(), cancellationToken).ConfigureAwait(false);
        var held = new List<EraFilter>();
        var bytes = 0L;
        foreach (var era in eras.Skip(1).TakeWhile(_ => bytes < KeyFilterLimits.MaxBytes))
        {
            if (await FilterOfAsync(era, cancellationToken).ConfigureAwait(false) is not { } filter)
                continue;
            held.Add(filter);
            bytes += filter.Keys.Bytes;
            if (filters.Of(era.Number) != filter)
                filters.Replace(Joined(held));
        }
        filters.Replace(held);
        _seen = eras.ToDictionary(era => era.Number, era => era.Changes);
    }

    /// <summary>The filters held so far, and of the other eras those there were.</summary>
    private List<EraFilter> Joined(List<EraFilter> held)
    {
        var oldest = held[^1].Era;
        return [.. held, .. Enumerable.Range(0, oldest).Select(filters.Of).OfType<EraFilter>()];
    }

    private async Task<EraFilter?> FilterOfAsync(EraState era, CancellationToken cancellationToken)
    {
        if (filters.Of(era.Number) is { } held && held.Changes == era.Changes)
            return held;
        if (era.IsKept)
            return era.FilterBytes == 0 ? null : await runner.RunAsync(new ReadFilter(era.Number), cancellationToken).ConfigureAwait(false);
        return _seen.TryGetValue(era.Number, out var seen) && seen == era.Changes
            ? await MakeAsync(era.Number, cancellationToken).ConfigureAwait(false)
            : null;
    }

    private async Task<EraFilter?> MakeAsync(short era, CancellationToken cancellationToken)
    {
        if (await eraKeys.ReadAsync(era, cancellationToken).ConfigureAwait(false) is not { } read)
            return null;
        var keys = read.Hashes is { } hashes ? FilterOf(hashes) : null;
        await runner.RunAsync(new SaveFilter(era, read.Changes, keys?.ToArray()), cancellationToken).ConfigureAwait(false);
        if (keys is null)
            LogTooManyKeys(era, KeyFilter.MaxKeys);
        else
            LogMade(era, read.Hashes!.Count, keys.Bytes);
        return keys is null ? null : new EraFilter(era, read.Changes, keys);
    }

    private static KeyFilter FilterOf(IReadOnlyList<ulong> hashes)
    {
        var filter = KeyFilter.For(hashes.Count);
        foreach (var hash in hashes)
            filter.Add(hash);
        return filter;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Made the key filter of era {Era}: {Keys} keys, {Bytes} bytes")]
    private partial void LogMade(short era, int keys, int bytes);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Era {Era} has more than {MaxKeys} keys and gets no filter: keys that were not written since then take a little longer to read")]
    private partial void LogTooManyKeys(short era, int maxKeys);
}
