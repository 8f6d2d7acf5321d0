using Aevrion.Core.Events;
using Aevrion.Storage.Batches;

namespace Aevrion.Storage.Appending;

/// <summary>The requests that one transaction commits, in the order they were made; all from one <see cref="WaitingLine"/>.</summary>
internal sealed class AppendGroup
{
    private readonly List<AppendRequest> _requests;
    private readonly List<Event> _events;
    private bool _areNew;
    private bool _isSomeOwn;
    private bool _isSomeNotOwn;

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
    public AppendTerms TermsOf(bool repeated) => new(EarliestOwn, _areNew && !repeated, IsOwn(), Answer);

    /// <summary>What to keep for the one request of the group; null for most groups.</summary>
    public BatchAnswer? Answer => _requests.Count == 1 ? _requests[0].Terms.Answer : null;

    /// <summary>True when the requests are conditional.</summary>
    public bool IsConditional => _requests[0].Conditional is not null;

    /// <summary>The conditional requests.</summary>
    public IReadOnlyList<ConditionalAppend> Conditionals => [.. _requests.Select(request => request.Conditional!)];

    public void Add(AppendRequest request)
    {
        if (EarliestOwn is null || request.Terms.EarliestOwn < EarliestOwn)
            EarliestOwn = request.Terms.EarliestOwn;
        _isSomeOwn |= request.Terms.EarliestOwn is not null;
        _isSomeNotOwn |= request.Terms.EarliestOwn is null || request.Terms.IsOwn is not null;
        _areNew = (_areNew || _requests.Count == 0) && request.Terms.AreNew;
        _requests.Add(request);
        if (request.Events.Count == 1)
            _events.Add(request.Events[0]);
        else
            _events.AddRange(request.Events);
        Bytes += request.Bytes;
    }

    /// <summary>True when the request fits beside what is in the group already; the first always does, and one with an answer to keep stays alone.</summary>
    public bool HasRoomFor(AppendRequest request, AppenderOptions options) =>
        _requests.Count == 0
        || (request.Terms.Answer is null && _requests[0].Terms.Answer is null && _events.Count + request.Events.Count <= options.MaxGroupEvents && Bytes + request.Bytes <= options.MaxGroupBytes);

    /// <summary>The same requests, each a group of its own.</summary>
    public IEnumerable<AppendGroup> Split() => _requests.Select(request => Of([request]));

    /// <summary>The requests whose own events lie below a floor, each a group of its own, and a group of the others.</summary>
    public (IReadOnlyList<AppendGroup> Late, AppendGroup InTime) SplitAt(long floorMs)
    {
        var requests = _requests.ToLookup(request => request.Terms.EarliestOwn < floorMs);
        return ([.. requests[true].Select(request => Of([request]))], Of(requests[false]));
    }

    /// <summary>The requests that hold one of these events, each a group of its own, and a group of the others.</summary>
    public (IReadOnlyList<AppendGroup> Hit, AppendGroup Others) SplitBy(IReadOnlySet<EventStamp> stamps)
    {
        var requests = _requests.ToLookup(request => request.Events.Any(item => stamps.Contains(item.Stamp)));
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

    private List<bool>? IsOwn()
    {
        if (!_isSomeOwn || !_isSomeNotOwn)
            return null;
        var isOwn = new List<bool>(_events.Count);
        foreach (var request in _requests)
        {
            for (var i = 0; i < request.Events.Count; i++)
                isOwn.Add(request.Terms.EarliestOwn is not null && (request.Terms.IsOwn is null || request.Terms.IsOwn[i]));
        }

        return isOwn;
    }

    private static AppendGroup Of(IEnumerable<AppendRequest> requests)
    {
        var group = new AppendGroup();
        foreach (var request in requests)
            group.Add(request);
        return group;
    }
}
