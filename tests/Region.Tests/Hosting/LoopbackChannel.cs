using System.Threading.Channels;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Grains.Peers;
using Google.Protobuf;

namespace Aevrion.Region.Tests.Hosting;

/// <summary>One end of a connection within the process.</summary>
internal sealed class LoopbackChannel : IPeerChannel
{
    private readonly ChannelWriter<byte[]> _out;
    private readonly ChannelReader<byte[]> _in;
    private readonly Func<CancellationToken, Task> _passing;
    private LoopbackChannel? _other;

    private LoopbackChannel(Channel<byte[]> incoming, Channel<byte[]> outgoing, Func<CancellationToken, Task> passing)
    {
        _in = incoming.Reader;
        _out = outgoing.Writer;
        _passing = passing;
    }

    public static (LoopbackChannel Near, LoopbackChannel Far) Pair(Func<CancellationToken, Task> passing)
    {
        var there = Channel.CreateBounded<byte[]>(4);
        var back = Channel.CreateBounded<byte[]>(4);
        var near = new LoopbackChannel(back, there, passing);
        var far = new LoopbackChannel(there, back, passing);
        (near._other, far._other) = (far, near);
        return (near, far);
    }

    /// <summary>Breaks the connection for both ends, as a pulled cable does.</summary>
    public void Break()
    {
        var lost = new PeerConnectionLostException("The link was cut.");
        _out.TryComplete(lost);
        _other!._out.TryComplete(lost);
    }

    public async ValueTask<int> SendAsync(Frame frame, CancellationToken cancellationToken)
    {
        await _passing(cancellationToken);
        var bytes = frame.ToByteArray();
        try
        {
            await _out.WriteAsync(bytes, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new PeerConnectionLostException("The link was cut.", closed);
        }

        return bytes.Length;
    }

    public async ValueTask<ReceivedFrame?> ReceiveAsync(CancellationToken cancellationToken)
    {
        while (await _in.WaitToReadAsync(cancellationToken))
        {
            if (_in.TryRead(out var bytes))
                return new ReceivedFrame(FrameCodec.Parse(bytes), bytes.Length);
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        _out.TryComplete();
        return ValueTask.CompletedTask;
    }
}
