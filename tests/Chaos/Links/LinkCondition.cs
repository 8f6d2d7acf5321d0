namespace Aevrion.Chaos.Links;

/// <summary>What a link does to the bytes that it carries.</summary>
internal sealed record LinkCondition
{
    /// <summary>As it should be.</summary>
    public static LinkCondition Sound { get; } = new();

    /// <summary>Open connections are reset, and new ones as soon as they are made.</summary>
    public bool IsCut { get; init; }

    /// <summary>Bytes from the dialler wait; nobody is told.</summary>
    public bool HoldsForth { get; init; }

    /// <summary>Bytes to the dialler wait; nobody is told.</summary>
    public bool HoldsBack { get; init; }

    /// <summary>How long bytes are under way, at least.</summary>
    public int DelayMs { get; init; }

    /// <summary>How much longer they may be under way.</summary>
    public int JitterMs { get; init; }

    /// <summary>One in so many pieces that are carried has a byte changed; 0 for none.</summary>
    public int CorruptsOneIn { get; init; }
}
