using Aevrion.Engine.Invocation;

namespace Aevrion.Engine.Runtime;

/// <summary>
/// Requests that wait for their turn in an activation, in order of arrival. Not thread-safe: the activation's own thread only. A part of
/// its activation, not an object of its own.
/// </summary>
internal struct RequestQueue
{
    private WorkItem? _first;
    private WorkItem? _last;

    public int Count { readonly get; private set; }

    /// <summary>How many of them could overtake others; while there are none, a refused request need not be passed over.</summary>
    public int InterleavingCount { readonly get; private set; }

    public void Add(GrainRequest request)
    {
        if (_last is null)
            _first = request;
        else
            _last.Next = request;
        _last = request;
        request.Next = null;
        Count++;
        if (request.Method.IsAlwaysInterleave)
            InterleavingCount++;
    }

    /// <summary>Takes the oldest request that its activation admits.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="tryAll">Whether to go on after one was refused.</param>
    public GrainRequest? TakeFirst(Activation activation, bool tryAll)
    {
        WorkItem? previous = null;
        for (var item = _first; item is not null; previous = item, item = item.Next)
        {
            var request = (GrainRequest)item;
            if (activation.Admits(request))
            {
                Unlink(request, previous);
                return request;
            }

            if (!tryAll && InterleavingCount == 0)
                return null;
        }

        return null;
    }

    public GrainRequest? TakeFirst()
    {
        var request = (GrainRequest?)_first;
        if (request is not null)
            Unlink(request, null);
        return request;
    }

    private void Unlink(GrainRequest request, WorkItem? previous)
    {
        if (previous is null)
            _first = request.Next;
        else
            previous.Next = request.Next;
        if (_last == request)
            _last = previous;
        request.Next = null;
        Count--;
        if (request.Method.IsAlwaysInterleave)
            InterleavingCount--;
    }
}
