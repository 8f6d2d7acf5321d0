namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="SendFrame"/>.</summary>
public sealed record FrameSent : SyncInput
{
    /// <summary>The one value.</summary>
    public static FrameSent Instance { get; } = new();
}
