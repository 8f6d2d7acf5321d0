namespace Aevrion.Core.Sync.Sessions;

/// <summary><see cref="DiallerSession.DeadlineMs"/> has come. Harmless when it has not.</summary>
public sealed record TimeReached : SessionInput
{
    /// <summary>The one value.</summary>
    public static TimeReached Instance { get; } = new();
}
