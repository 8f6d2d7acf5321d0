namespace Aevrion.Grains.Watches;

/// <summary>Why a watch cannot begin.</summary>
public enum WatchRefusal
{
    /// <summary>It can.</summary>
    None,

    /// <summary>The silo serves <see cref="WatchLimits.MaxWatches"/> already.</summary>
    TooMany,

    /// <summary>The event is not in the commit log: it was trimmed, or never was in this region.</summary>
    EventUnknown,

    /// <summary>Commits of that time are not in the commit log any more.</summary>
    TimeTooOld,
}
