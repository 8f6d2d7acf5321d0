namespace Aevrion.Storage.Reading;

/// <summary>Keys waiting for their reading, first come, first served, and the decision when the next reading begins. Safe for concurrent use.</summary>
internal sealed class ReadQueue(ReaderOptions options)
{
    private readonly Lock _gate = new();
    private readonly Queue<ReadRequest> _waiting = new();
    private int _underWay;

    /// <summary>Queues a request.</summary>
    /// <returns>What is to be read now; null when nothing is.</returns>
    /// <exception cref="ReadQueueFullException">There is no room.</exception>
    public List<ReadRequest>? Add(ReadRequest request)
    {
        lock (_gate)
        {
            if (_waiting.Count >= options.MaxQueuedKeys)
                throw new ReadQueueFullException();
            _waiting.Enqueue(request);
            return Next();
        }
    }

    /// <summary>Ends a reading.</summary>
    /// <param name="left">The requests that it did not answer; they come first.</param>
    /// <returns>What is to be read now; null when nothing is.</returns>
    public List<ReadRequest>? End(List<ReadRequest> left)
    {
        lock (_gate)
        {
            _underWay--;
            return Next(left);
        }
    }

    /// <summary>At once when no reading is under way; beside others only what is worth it.</summary>
    private List<ReadRequest>? Next(List<ReadRequest>? left = null)
    {
        var isDue = left is { Count: > 0 }
            || (_waiting.Count > 0 && (_underWay == 0 || (_underWay < options.MaxReadings && _waiting.Count >= options.ParallelKeys)));
        if (!isDue)
            return null;

        var group = left ?? new List<ReadRequest>(Math.Min(_waiting.Count, options.MaxGroupKeys));
        while (group.Count < options.MaxGroupKeys && _waiting.TryDequeue(out var request))
            group.Add(request);
        _underWay++;
        return group;
    }
}
