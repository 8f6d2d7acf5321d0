using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Interfaces.Reads;
using Aevrion.Grains.Keys;
using Aevrion.Storage;
using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Grains.Reads;

/// <summary>
/// Reads many keys in one statement, save those whose latest version is in this silo's memory. A key that is active in another silo is
/// read from the log, which holds all that was acknowledged.
/// </summary>
[StatelessWorker(MaxAtOnce)]
public sealed class ReadGrain(IEventLog log, ActiveKeys activeKeys) : Grain, IReadGrain
{
    /// <summary>Requests that a silo serves at one time; others wait for their turn.</summary>
    private const int MaxAtOnce = 8;

    /// <summary>Readings of the log that one request at a past time has under way, a key each.</summary>
    private const int MaxReadings = 4;

    /// <inheritdoc/>
    public async Task<MultiGetResult> GetMany(MultiGetRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Keys.Length, MultiGetRequest.MaxKeys, nameof(request));
        var found = new ReadResult?[request.Keys.Length];
        var missing = new List<int>();
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = InMemory(request.Keys[i], request.At);
            if (found[i] is null)
                missing.Add(i);
        }

        try
        {
            if (request.At is { } at)
                await ReadAt(request, at, missing, found);
            else
                await ReadLatest(request, missing, found);
            return new MultiGetResult { Status = OperationStatus.Done, Items = Prefix(found, request.MaxBytes) };
        }
        catch (StorageUnavailableException)
        {
            return new MultiGetResult { Status = OperationStatus.Unavailable };
        }
    }

    /// <summary>What an active key knows, when that is all there is to know.</summary>
    private ReadResult? InMemory(string key, long? at) =>
        activeKeys.TryRead(key, out var latest) && (latest.Version is null || at is null || latest.Version.Timestamp <= at) ? latest : null;

    private async Task ReadLatest(MultiGetRequest request, List<int> missing, ReadResult?[] found)
    {
        if (missing.Count == 0)
            return;
        var versions = await log.ReadLatestAsync([.. missing.Select(i => request.Keys[i])], request.MaxBytes, CancellationToken.None);
        for (var i = 0; i < versions.Count; i++)
        {
            // The key may have become active meanwhile: whoever has seen the version here must not read an older one there.
            if (versions[i] is { } version)
                activeKeys.Observe(version);
            found[missing[i]] = KeyVersions.Result(versions[i]);
        }
    }

    /// <summary>Reads a few keys at a time, until the values are more than was asked for.</summary>
    private async Task ReadAt(MultiGetRequest request, long at, List<int> missing, ReadResult?[] found)
    {
        var bytes = 0L;
        for (var first = 0; first < missing.Count && bytes <= request.MaxBytes; first += MaxReadings)
        {
            var some = missing.Skip(first).Take(MaxReadings).ToList();
            var versions = await Task.WhenAll(some.Select(i => log.ReadAtAsync(request.Keys[i], at, CancellationToken.None)));
            for (var i = 0; i < some.Count; i++)
            {
                found[some[i]] = KeyVersions.Result(versions[i]);
                bytes += versions[i]?.Value.GetValueOrDefault().Length ?? 0;
            }
        }
    }

    /// <summary>The answers up to the first that is missing or that takes the values over the limit.</summary>
    private static ImmutableArray<ReadResult> Prefix(ReadResult?[] found, long maxBytes)
    {
        var items = ImmutableArray.CreateBuilder<ReadResult>(found.Length);
        var bytes = 0L;
        for (var i = 0; i < found.Length && bytes <= maxBytes && found[i] is { } item; i++)
        {
            items.Add(item);
            bytes += item.Version?.Size ?? 0;
        }

        return items.DrainToImmutable();
    }
}
