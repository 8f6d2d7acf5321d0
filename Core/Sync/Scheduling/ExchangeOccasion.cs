namespace Aevrion.Core.Sync.Scheduling;

/// <summary>Why an exchange is due, from the least to the most pressing.</summary>
public enum ExchangeOccasion
{
    /// <summary>It is time again.</summary>
    Tick = 0,

    /// <summary>There is a new connection, and both sides have caught up as far as pushes do.</summary>
    Connected = 1,

    /// <summary>Somebody asked for it.</summary>
    Requested = 2,

    /// <summary>Pushes were dropped: what is lacking is lacking now.</summary>
    Overflowed = 3,
}
