using System.Runtime.CompilerServices;
using Aevrion.Core;
using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Aevrion.Core.Memory;

namespace Aevrion.Storage.Conflicts;

/// <summary>
/// The latest version of keys as a follower has seen them. Decides without reading anything that a version is clean: it comes behind the
/// latest and its writer had seen that one, so nobody has lost who had not lost before, and it names nobody else who may have lost.
/// </summary>
internal sealed class KeyMemory
{
    /// <summary>Lower than the position of every commit.</summary>
    private const long NothingRead = -1;

    private readonly TwoGenerations<string, State> _keys = new(ConflictLimits.MaxKeysRemembered, ConflictLimits.MaxKeyBytesRemembered);

    /// <summary>True when the list stays as it is with this version; the memory has taken note of it then.</summary>
    /// <param name="key">The key.</param>
    /// <param name="added">The version.</param>
    /// <param name="position">The version's commit.</param>
    /// <param name="follows">
    /// True when its silo knew that it descends from the latest of then. It counts for a key that is not in memory: a version committed just
    /// before, of which the silo had not heard yet, would have brought the key here.
    /// </param>
    public bool IsClean(string key, VersionLineage added, long position, bool follows)
    {
        ref var known = ref _keys.Find(key);
        if (Unsafe.IsNullRef(ref known))
            return follows && IsFirstClean(key, added);
        if (position <= known.ReadThrough && added.Stamp >= known.ReadDownTo)
            return true;
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
    /// <param name="key">The key.</param>
    /// <param name="latest">Its latest version.</param>
    /// <param name="hasLosers">Whether the list has anything of it.</param>
    /// <param name="readThrough">All commits up to this position were there to be read.</param>
    /// <param name="readDownTo">All versions from the latest down to this one were looked at.</param>
    public void Remember(string key, EventStamp latest, bool hasLosers, long readThrough, EventStamp readDownTo) =>
        _keys.Set(key, new State(latest, latest.Id, hasLosers, readThrough, readDownTo), 2 * key.Length);

    public void Clear() => _keys.Clear();

    private bool IsFirstClean(string key, VersionLineage added)
    {
        if (added.Parents.Length > 1 || added.Parents.Contains(SeenVersions.AllEarlier))
            return false;

        // Whether anything has lost of the key is not known: what may settle it is looked at.
        _keys.Set(key, new State(added.Stamp, added.Parents.IsEmpty ? added.Stamp.Id : added.Parents[0], HasLosers: true, NothingRead, default), 2 * key.Length);
        return true;
    }

    /// <param name="Latest">The latest version.</param>
    /// <param name="Before">The version that the latest had seen, where that is known; otherwise itself.</param>
    /// <param name="HasLosers">Whether the list may have anything of the key.</param>
    /// <param name="ReadThrough">Commits up to here had been read when the key was last looked through: a follower that is behind meets them again.</param>
    /// <param name="ReadDownTo">As far down as it was looked through.</param>
    private readonly record struct State(EventStamp Latest, Hash256 Before, bool HasLosers, long ReadThrough, EventStamp ReadDownTo);
}
