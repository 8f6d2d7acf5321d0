namespace Aevrion.Chaos.Faults;

/// <summary>What may go wrong.</summary>
internal enum FaultKind
{
    /// <summary>A link is cut for both regions; connections are reset.</summary>
    LinkCut = 0,

    /// <summary>One region cannot dial the other, which still can.</summary>
    LinkCutOneWay = 1,

    /// <summary>What one region sends the other does not arrive; nobody is told.</summary>
    LinkHeldOneWay = 2,

    /// <summary>Bytes take long, and not always as long.</summary>
    LinkSlow = 3,

    /// <summary>Connections lose one end, and the other waits.</summary>
    LinkHalfOpen = 4,

    /// <summary>Bytes are changed under way.</summary>
    LinkCorrupts = 5,

    /// <summary>A silo is killed.</summary>
    SiloKilled = 6,

    /// <summary>A silo is stopped in order and started again.</summary>
    SiloRestarted = 7,

    /// <summary>A silo stands still and goes on.</summary>
    SiloPaused = 8,

    /// <summary>A silo's clock is set forward or back, and later right again.</summary>
    ClockStepped = 9,

    /// <summary>All processes of PostgreSQL are killed.</summary>
    PostgresKilled = 10,

    /// <summary>One process of PostgreSQL is killed; the server ends the others and recovers.</summary>
    PostgresProcessKilled = 11,

    /// <summary>PostgreSQL is shut down in order and started again.</summary>
    PostgresRestarted = 12,

    /// <summary>All processes of PostgreSQL stand still and go on.</summary>
    PostgresPaused = 13,

    /// <summary>The disk under PostgreSQL is full.</summary>
    DiskFull = 14,

    /// <summary>The silo loses its connections, and somebody else has all that PostgreSQL gives.</summary>
    ConnectionsTaken = 15,

    /// <summary>Somebody holds a lock on the table of events, and every connection of the silo comes to wait for it.</summary>
    TableLocked = 16,
}
