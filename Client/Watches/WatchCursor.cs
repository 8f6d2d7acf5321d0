using System.Globalization;

namespace Aevrion.Client.Watches;

/// <summary>
/// Where a watch is, so that it can go on elsewhere: in the same region exactly behind the last event; in another, whose commits come in
/// another order, from a time before anything that may be missing, without what was seen already.
/// </summary>
/// <param name="prefix">What the keys begin with.</param>
/// <param name="sinceMs">Where it begins; null for the present.</param>
/// <param name="mayChangeRegion">Whether it has to remember what it saw.</param>
internal sealed class WatchCursor(string prefix, long? sinceMs, bool mayChangeRegion)
{
    /// <summary>How far a commit's time may be from the timestamp of its event, and one region's clock from another's.</summary>
    private const long SafetyMs = 120_000;

    /// <summary>Ids that are remembered; of more changes in a change of regions, some may come twice.</summary>
    private const int MaxSeen = 100_000;

    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<UInt128> _order = new();
    private string? _region;
    private long? _beganMs;
    private long _nowMs;
    private long? _convergedMs;

    /// <summary>True once a region has told where the watch begins.</summary>
    public bool HasBegun => _beganMs is not null;

    /// <summary>The event to go on behind, in the region of the last connection.</summary>
    public string? LastId { get; private set; }

    /// <summary>Path and query of the next connection.</summary>
    public string ToPath()
    {
        var since = _beganMs is { } beganMs
            ? Math.Max(0, Math.Min(_nowMs, _convergedMs ?? beganMs) - SafetyMs)
            : sinceMs;
        return $"/v1/watch?prefix={Uri.EscapeDataString(prefix)}"
            + (since is { } ms ? "&since=" + ms.ToString(CultureInfo.InvariantCulture) : "")
            + (_region is null ? "" : "&region=" + Uri.EscapeDataString(_region));
    }

    /// <summary>A region serves the watch from now on.</summary>
    public void Connected(string? region)
    {
        if (_region is not null && region != _region)
            LastId = null;
        _region = region ?? _region;
    }

    /// <summary>Takes note of what the region says of itself: <c>now=T converged=T resume=ID</c>.</summary>
    public void Note(string comment)
    {
        foreach (var part in comment.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2) is [var name, var value])
                Note(name, value);
        }
    }

    /// <summary>Goes on behind a change; false when it was seen before.</summary>
    public bool Take(KeyChange change)
    {
        LastId = change.Id;
        if (!mayChangeRegion)
            return true;
        if (!UInt128.TryParse(change.Id.AsSpan(Math.Max(0, change.Id.Length - 32)), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id))
            return true;
        if (!_seen.Add(id))
            return false;
        _order.Enqueue(id);
        if (_order.Count > MaxSeen)
            _seen.Remove(_order.Dequeue());
        return true;
    }

    private void Note(string name, string value)
    {
        if (name == "resume")
            LastId = value;
        else if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var ms))
            return;
        else if (name == "converged")
            _convergedMs = ms;
        else if (name == "now")
            (_nowMs, _beganMs) = (ms, _beganMs ?? sinceMs ?? ms);
    }
}
