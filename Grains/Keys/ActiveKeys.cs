using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Aevrion.Core.Events;
using Aevrion.Grains.Interfaces.Keys;

namespace Aevrion.Grains.Keys;

/// <summary>
/// The keys that are activated in this silo. A commit finds the ones it touches here, so a batch from a peer or an import reaches
/// them without a grain call for each event, and activates none.
/// </summary>
/// <remarks>
/// A grain registers before it reads the database, and a commit looks here after it is durable: whichever comes first, the grain
/// learns of the event.
/// </remarks>
public sealed class ActiveKeys
{
    private readonly ConcurrentDictionary<string, ActiveKey> _keys = new(StringComparer.Ordinal);

    /// <summary>Number of activated keys.</summary>
    public int Count => _keys.Count;

    /// <summary>Starts to feed a key. A new activation of the same key takes the place of one that is on its way out.</summary>
    public ActiveKey Register(string key)
    {
        var active = new ActiveKey(key);
        _keys[key] = active;
        return active;
    }

    /// <summary>Stops to feed a key, unless another activation took its place.</summary>
    public void Unregister(ActiveKey active) => _keys.TryRemove(new KeyValuePair<string, ActiveKey>(active.Key, active));

    /// <summary>Tells the key, if it is active, of a durable event.</summary>
    /// <returns>See <see cref="ActiveKey.Observe"/>; false for a key that is not active.</returns>
    public bool Observe(Event committed) => _keys.TryGetValue(committed.Key, out var active) && active.Observe(committed);

    /// <summary>Tells the key, if it is active, that an event of it is durable, or may be, which is not told in full: another silo's, or one whose outcome is unknown.</summary>
    public void Expect(string key, EventStamp stamp)
    {
        if (_keys.TryGetValue(key, out var active) && (active.Latest is not { } latest || stamp > latest))
            active.Distrust();
    }

    /// <summary>Makes every active key read the log before it answers again: something may have been missed, or taken out of the log.</summary>
    public void DistrustAll()
    {
        foreach (var active in _keys.Values)
            active.DistrustVersion();
    }

    /// <summary>The stamp of the latest version that an active key knows; null when the key is not active or has none.</summary>
    public EventStamp? LatestOf(string key) => _keys.TryGetValue(key, out var active) ? active.Latest : null;

    /// <summary>The latest version of a key that is active and need not read the log before it answers; false for any other.</summary>
    public bool TryRead(string key, [NotNullWhen(true)] out ReadResult? latest)
    {
        latest = _keys.TryGetValue(key, out var active) && !active.MustRead ? active.Read() : null;
        return latest is not null;
    }

    /// <summary>
    /// Like <see cref="TryRead"/>, but now and then a reading is left to the grain, so that its engine sees that the key is in use.
    /// </summary>
    public bool TryReadPastGrain(string key, [NotNullWhen(true)] out ReadResult? latest)
    {
        latest = _keys.TryGetValue(key, out var active) && active.MayPassGrain() && !active.MustRead ? active.Read() : null;
        return latest is not null;
    }
}
