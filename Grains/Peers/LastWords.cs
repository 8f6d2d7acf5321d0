using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Grains.Peers;

/// <summary>Tells a peer why its connection ends.</summary>
internal static class LastWords
{
    /// <summary>Sends a refusal if the connection still takes it.</summary>
    public static async Task SayAsync(IPeerChannel channel, Refusal.Types.Reason reason, string message)
    {
        using var limit = new CancellationTokenSource(PeerLimits.FarewellTimeout);
        try
        {
            await channel.SendAsync(FrameCodec.Refuse(reason, message), limit.Token);
        }
        catch (Exception exception) when (exception is PeerConnectionLostException or OperationCanceledException)
        {
            // The peer did not wait for the reason; the connection ends all the same.
        }
    }
}
