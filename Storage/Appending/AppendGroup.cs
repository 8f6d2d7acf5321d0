using Aevrion.Core.Events;

namespace Aevrion.Storage.Appending;

/// <summary>The requests that one transaction commits, in the order they were made; all from one <see cref="WaitingLine"/>.</summary>
internal sealed class AppendGroup
{
    private readonly List<AppendRequest> _requests;
    private readonly List<Event> _events;
    private bool _areNew;

    /// <param name="events">How many events are expected.</param>
    public AppendGroup(int events = 1)
    {
        _requests = new List<AppendRequest>(events);
        _events = new List<Event>(events);
    }

    public IReadOnlyList<AppendRequest> Requests => _requests;

    /// <summary>Events of all requests, one after the other.</summary>
    public IReadOnlyList<Event> Events => _events;

    /// <summary>Bytes of keys and values.</summary>
    public long Bytes { get; private set; }

    /// <summary>The lowest timestamp among the events that this region dated itself; null when there is none.</summary>
    public long? EarliestOwn { get; private set; }

    /// <summary>True once it took so long that what waits does not wait for it any more. Guarded by the queue.</summary>
    public bool IsStalled { get; set; }

    /// <summary>The terms of the transaction: its events are new when those of every request are and no try went before.</summary>
    /// <param name="repeated">True when a try that may have committed these requests went before.</param>
    public AppendTerms TermsOf(bool repeated) => new(EarliestOwn, _areNew && !repeated);

    public void Add(AppendRequest request)
    {
        if (EarliestOwn is null || request.Terms.EarliestOwn < EarliestOwn)
            EarliestOwn = request.Terms.EarliestOwn;
        _areNew = (_areNew || _requests.Count == 0) && request.Terms.AreNew;
        _requests.Add(request);
        if (request.Events.Count == 1)
            _events.Add(request.Events[0]);
        else
            _events.AddRange(request.Events);
        Bytes += request.Bytes;
    }

    /// <summary>True when the request fits beside what is in the group already; the first always does.</summary>
    public bool HasRoomFor(AppendRequest request, AppenderOptions options) =>
        _requests.Count == 0
        || (_events.Count + request.Events.Count <= options.MaxGroupEvents && Bytes + request.Bytes <= options.MaxGroupBytes);

    /// <summary>The same requests, each a group of its own.</summary>
    public IEnumerable<AppendGroup> Split() => _requests.Select(request => Of([request]));

    /// <summary>The requests whose own events lie below a floor, each a group of its own, and a group of the others.</summary>
    public (IReadOnlyList<AppendGroup> Late, AppendGroup InTime) SplitAt(long floorMs)
    {
        var requests = _requests.ToLookup(request => request.Terms.EarliestOwn < floorMs);
        return ([.. requests[true].Select(request => Of([request]))], Of(requests[false]));
    }

    /// <summary>What observers are told, once the transaction stands.</summary>
    /// <param name="receipt">What the log says of the events of the group.</param>
    /// <param name="repeated">True when the transaction was tried more than once.</param>
    public IReadOnlyList<CommittedAppend> Commit(AppendReceipt receipt, bool repeated)
    {
        var commits = new CommittedAppend[_requests.Count];
        var first = 0;
        for (var i = 0; i < commits.Length; i++)
        {
            var request = _requests[i];
            var flags = AddedFlags.Slice(receipt.Added, first, request.Events.Count);
            first += request.Events.Count;
            commits[i] = new CommittedAppend(request.Events, flags, request.ReceivedFrom) { IsRepeated = repeated, Position = receipt.Position };
        }

        return commits;
    }

    private static AppendGroup Of(IEnumerable<AppendRequest> requests)
    {
        var group = new AppendGroup();
        foreach (var request in requests)
            group.Add(request);
        return group;
    }
}
