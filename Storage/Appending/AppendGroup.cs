using Aevrion.Core.Events;

namespace Aevrion.Storage.Appending;

/// <summary>The requests that one transaction commits, in the order they were made.</summary>
internal sealed class AppendGroup
{
    private readonly List<AppendRequest> _requests = [];
    private readonly List<Event> _events = [];

    public IReadOnlyList<AppendRequest> Requests => _requests;

    /// <summary>Events of all requests, one after the other.</summary>
    public IReadOnlyList<Event> Events => _events;

    /// <summary>Bytes of keys and values.</summary>
    public long Bytes { get; private set; }

    public void Add(AppendRequest request)
    {
        _requests.Add(request);
        _events.AddRange(request.Events);
        Bytes += request.Bytes;
    }

    /// <summary>True when the request fits beside what is in the group already; the first always does.</summary>
    public bool HasRoomFor(AppendRequest request, AppenderOptions options) =>
        _requests.Count == 0
        || (_events.Count + request.Events.Count <= options.MaxGroupEvents && Bytes + request.Bytes <= options.MaxGroupBytes);

    /// <summary>The same requests, each a group of its own.</summary>
    public IEnumerable<AppendGroup> Split()
    {
        foreach (var request in _requests)
        {
            var single = new AppendGroup();
            single.Add(request);
            yield return single;
        }
    }

    /// <summary>What observers are told, once the transaction stands.</summary>
    /// <param name="added">For each event of the group: true when it was new.</param>
    /// <param name="repeated">True when the transaction was tried more than once.</param>
    public IReadOnlyList<CommittedAppend> Commit(IReadOnlyList<bool> added, bool repeated)
    {
        var commits = new List<CommittedAppend>(_requests.Count);
        var first = 0;
        foreach (var request in _requests)
        {
            var flags = new bool[request.Events.Count];
            for (var i = 0; i < flags.Length; i++)
                flags[i] = added[first + i];
            first += flags.Length;
            commits.Add(new CommittedAppend(request.Events, flags, request.ReceivedFrom) { IsRepeated = repeated });
        }

        return commits;
    }
}
