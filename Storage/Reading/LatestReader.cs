using Aevrion.Core.Events;

namespace Aevrion.Storage.Reading;

/// <inheritdoc cref="ILatestReader"/>
public sealed class LatestReader(IEventLog log, ReaderOptions options) : ILatestReader
{
    private readonly ReadQueue _queue = new(options);

    /// <inheritdoc/>
    public ValueTask<Event?> ReadAsync(string key)
    {
        var request = new ReadRequest(key);
        if (_queue.Add(request) is { } group)
            _ = Task.Run(() => RunAsync(group));
        return request.Outcome;
    }

    /// <summary>Reads a group, and then what waits, until there is nothing to read now.</summary>
    private async Task RunAsync(List<ReadRequest> first)
    {
        for (var group = first; group is not null;)
        {
            var answered = await ReadAsync(group).ConfigureAwait(false);
            group.RemoveRange(0, answered);
            group = _queue.End(group);
        }
    }

    /// <summary>Reads; returns how many requests, from the first on, have been answered.</summary>
    private async Task<int> ReadAsync(List<ReadRequest> group)
    {
        try
        {
            var keys = group.ConvertAll(request => request.Key);
            var found = await log.ReadLatestAsync(keys, options.MaxGroupBytes, CancellationToken.None).ConfigureAwait(false);
            for (var i = 0; i < found.Count; i++)
                group[i].Complete(found[i]);
            return found.Count;
        }
        catch (StorageUnavailableException exception)
        {
            foreach (var request in group)
                request.Fail(new StorageUnavailableException(exception.Message, exception));
        }
        catch (Exception exception)
        {
            // A bug, which the callers hear of; the keys that wait behind have no part in it.
            foreach (var request in group)
                request.Fail(exception);
        }

        return group.Count;
    }
}
