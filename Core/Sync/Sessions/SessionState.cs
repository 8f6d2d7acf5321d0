namespace Aevrion.Core.Sync.Sessions;

/// <summary>Where a dialler's session stands.</summary>
internal enum SessionState
{
    /// <summary>Not begun.</summary>
    New = 0,

    /// <summary>Waits for the answer to its introduction.</summary>
    Greeting = 1,

    /// <summary>Pushes and exchanges.</summary>
    Open = 2,

    /// <summary>Over.</summary>
    Ended = 3,
}
