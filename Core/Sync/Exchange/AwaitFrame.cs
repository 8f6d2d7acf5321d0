namespace Aevrion.Core.Sync.Exchange;

/// <summary>Wait for the next frame of an answer. Answered by <see cref="FrameReceived"/>.</summary>
public sealed record AwaitFrame : SyncEffect
{
    /// <summary>The one value.</summary>
    public static AwaitFrame Instance { get; } = new();
}
