namespace Aevrion.Core.Sync.Sessions;

/// <summary>What a frame is part of.</summary>
public enum FramePurpose
{
    /// <summary>The introduction and its answer, and refusals.</summary>
    Connection = 0,

    /// <summary>Pushes and their acknowledgements.</summary>
    Push = 1,

    /// <summary>Requests of exchanges and their answers.</summary>
    Exchange = 2,

    /// <summary>What regions say of themselves.</summary>
    Frontiers = 3,
}
