using Aevrion.Engine.Invocation;

namespace Aevrion.Engine.Runtime;

/// <summary>
/// Some of the calls in flight, in order of arrival. Nearly all have the same timeout, so that the expired ones are at the front; the few
/// with a timeout of their own are kept, and searched, apart.
/// </summary>
internal sealed class InFlightShard(InFlightRequests all)
{
    private readonly Lock _lock = new();
    private GrainRequest? _first;
    private GrainRequest? _last;
    private int _count;

    public int Count
    {
        get
        {
            lock (_lock)
                return _count;
        }
    }

    public void Add(GrainRequest request, long deadlineTick)
    {
        ref var link = ref request.InFlight;
        link.DeadlineTick = deadlineTick;
        lock (_lock)
        {
            link.Owner = this;
            link.Previous = _last;
            if (_last is null)
                _first = request;
            else
                _last.InFlight.Following = request;
            _last = request;
            _count++;
        }
    }

    /// <summary>Without effect for one that was removed before.</summary>
    public void Remove(GrainRequest request)
    {
        lock (_lock)
        {
            ref var link = ref request.InFlight;
            if (link.Owner != this)
                return;
            if (link.Previous is null)
                _first = link.Following;
            else
                link.Previous.InFlight.Following = link.Following;
            if (link.Following is null)
                _last = link.Previous;
            else
                link.Following.InFlight.Previous = link.Previous;
            link = default;
            _count--;
        }

        all.OnRemoved();
    }

    /// <summary>Adds those whose deadline has passed to <paramref name="expired"/>.</summary>
    /// <param name="inOrder">Whether deadlines are in order of arrival, so that the search may end early.</param>
    public void FindExpired(long tick, bool inOrder, List<GrainRequest> expired)
    {
        lock (_lock)
        {
            for (var request = _first; request is not null; request = request.InFlight.Following)
            {
                if (request.InFlight.DeadlineTick <= tick)
                    expired.Add(request);
                else if (inOrder)
                    return;
            }
        }
    }

    public void CopyTo(List<GrainRequest> requests)
    {
        lock (_lock)
        {
            for (var request = _first; request is not null; request = request.InFlight.Following)
                requests.Add(request);
        }
    }
}
