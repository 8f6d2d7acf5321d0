namespace Aevrion.Core.Sync.Sessions;

/// <summary>Events were added to the outbox, at least once since this was last said.</summary>
public sealed record OutboxChanged : SessionInput
{
    /// <summary>The one value.</summary>
    public static OutboxChanged Instance { get; } = new();
}
