using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Core.Tree;
using Google.Protobuf;

namespace Aevrion.Core.Tests.Sync.Sessions;

/// <summary>What the tests of sessions start from: region eu dials region us.</summary>
internal static class GivenSessions
{
    public static TreeShape Shape { get; } = new(10, 4);

    public static ByteString Stream { get; } = ByteString.CopyFrom(new byte[ProtocolLimits.StreamBytes]);

    public static SessionSettings Eu { get; } = SettingsOf("eu", "us", "ap");

    public static SessionSettings Us { get; } = SettingsOf("us", "eu");

    public static Frame Hello(Action<Hello>? change = null)
    {
        var frame = Handshake.Introduce(Eu, Stream, clockMs: 1_000);
        change?.Invoke(frame.Hello);
        return frame;
    }

    public static Frame Welcome(Action<Welcome>? change = null)
    {
        var welcome = new Welcome { Version = ProtocolLimits.Version, Region = "us", NowMs = 1_000 };
        change?.Invoke(welcome);
        return new Frame { Welcome = welcome };
    }

    public static Frame PushOf(int firstPosition, int events, int behind = 0)
    {
        var push = new Core.Sync.Protocol.Push { FirstPosition = (ulong)firstPosition, Behind = (ulong)behind };
        push.Events.AddRange(Enumerable.Range(firstPosition, events).Select(position => WireEvents.ToWire(At(position))));
        return new Frame { Push = push };
    }

    public static Frame Ack(int position) => new() { PushAck = new PushAck { ReceivedThrough = (ulong)position } };

    /// <summary>The event at a position of the stream.</summary>
    public static Event At(int position) => Event.Create($"key{position}", BitConverter.GetBytes(position), position, "eu");

    private static SessionSettings SettingsOf(string region, params string[] peers) =>
        new() { Region = region, Shape = Shape, Peers = peers.ToHashSet() };
}
