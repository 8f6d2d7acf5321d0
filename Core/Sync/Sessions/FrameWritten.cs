namespace Aevrion.Core.Sync.Sessions;

/// <summary>A frame is on the connection. Answers every <see cref="SendToPeer"/>, in their order.</summary>
/// <param name="Sent">The effect that asked for it, the same object.</param>
public sealed record FrameWritten(SendToPeer Sent) : SessionInput;
