using System.Runtime.CompilerServices;
using Aevrion.Core;
using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Conflicts;

/// <summary>
/// The latest version of keys as a follower has seen them. Decides without reading anything that a version is clean: it comes behind the
/// latest and its writer had seen that one, so nobody has lost who had not lost before, and it names nobody else who may have lost.
/// </summary>
internal sealed class KeyMemory
{
    private readonly TwoGenerations<string, State> _keys = new(ConflictLimits.MaxKeysRemembered, ConflictLimits.MaxKeyBytesRemembered);

    /// <summary>True when the list stays as it is with this version; the memory has taken note of it then.</summary>
    /// <param name="key">The key.</param>
    /// <param name="added">The version.</param>
    /// <param name="follows">
    /// True when its silo knew that it descends from the latest of then. It counts for a key that is not in memory: a version committed just
    /// before, of which the silo had not heard yet, would have brought the key here.
    /// </param>
    public bool IsClean(string key, VersionLineage added, bool follows)
    {
        ref var known = ref _keys.Find(key);
        if (Unsafe.IsNullRef(ref known))
            return follows && IsFirstClean(key, added);
        if (added.Stamp <= known.Latest)
            return false;

        var hasSeenLatest = false;
        foreach (var parent in added.Parents)
        {
            if (parent == known.Latest.Id)
                hasSeenLatest = true;
            else if (parent == SeenVersions.AllEarlier && !known.HasLosers)
                hasSeenLatest = true;
            else if (parent != known.Before)
                return false;
        }

        if (hasSeenLatest)
            known = known with { Latest = added.Stamp, Before = known.Latest.Id };
        return hasSeenLatest;
    }

    /// <summary>Takes note of what was read.</summary>
    public void Remember(string key, EventStamp latest, bool hasLosers) =>
        _keys.Set(key, new State(latest, latest.Id, hasLosers), 2 * key.Length);

    public void Clear() => _keys.Clear();

    private bool IsFirstClean(string key, VersionLineage added)
    {
        if (added.Parents.Length > 1 || added.Parents.Contains(SeenVersions.AllEarlier))
            return false;

        // Whether anything has lost of the key is not known: what may settle it is looked at.
        _keys.Set(key, new State(added.Stamp, added.Parents.IsEmpty ? added.Stamp.Id : added.Parents[0], HasLosers: true), 2 * key.Length);
        return true;
    }

    /// <param name="Latest">The latest version.</param>
    /// <param name="Before">The version that the latest had seen, where that is known; otherwise itself.</param>
    /// <param name="HasLosers">Whether the list may have anything of the key.</param>
    private readonly record struct State(EventStamp Latest, Hash256 Before, bool HasLosers);
}
