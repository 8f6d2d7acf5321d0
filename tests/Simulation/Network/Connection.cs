namespace Aevrion.Simulation.Network;

/// <summary>
/// A connection between two regions as each side sees it: frames whole and in order, until it ends; each side learns of the end when
/// word of it arrives.
/// </summary>
internal sealed class Connection(WorldNetwork network, int dialler, int listener)
{
    private readonly long[] _arrivalsMs = new long[2];
    private readonly IConnectionEnd?[] _ends = new IConnectionEnd?[2];

    /// <summary>The region that dialled.</summary>
    public int Dialler => dialler;

    /// <summary>The region that was dialled.</summary>
    public int Listener => listener;

    /// <summary>Bytes that each side put on it, framing included: the dialler's, the listener's.</summary>
    public long[] BytesSent { get; } = new long[2];

    /// <summary>False as soon as one side has ended it, or the network has.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Both sides are there.</summary>
    public void Join(IConnectionEnd diallerEnd, IConnectionEnd listenerEnd) => (_ends[0], _ends[1]) = (diallerEnd, listenerEnd);

    /// <summary>Puts a frame on the connection.</summary>
    public void Send(bool fromDialler, byte[] frame)
    {
        if (!IsOpen)
            return;
        var side = fromDialler ? 0 : 1;
        BytesSent[side] += frame.Length + FramingBytes(frame.Length, fromDialler);
        network.Carry(this, fromDialler ? dialler : listener, fromDialler ? listener : dialler, frame, bytes => _ends[1 - side]?.OnFrame(bytes), ref _arrivalsMs[side]);
    }

    /// <summary>One side ends it; the other is told as soon as word arrives.</summary>
    public void Close(bool byDialler)
    {
        var side = byDialler ? 0 : 1;
        _ends[side] = null;
        if (!IsOpen)
            return;
        IsOpen = false;
        network.Tell(byDialler ? dialler : listener, byDialler ? listener : dialler, () => TakeEnd(1 - side)?.OnClosed(), _arrivalsMs[side]);
    }

    /// <summary>The network ends it: both sides are told, each when it notices.</summary>
    public void Cut()
    {
        if (!IsOpen)
            return;
        IsOpen = false;
        network.Tell(listener, dialler, () => TakeEnd(0)?.OnClosed(), 0);
        network.Tell(dialler, listener, () => TakeEnd(1)?.OnClosed(), 0);
    }

    private IConnectionEnd? TakeEnd(int side)
    {
        var end = _ends[side];
        _ends[side] = null;
        return end;
    }

    /// <summary>Header of a WebSocket message: 2 bytes, an extended length, and the client's mask (RFC 6455, section 5.2).</summary>
    public static int FramingBytes(int length, bool fromDialler) =>
        2 + (length > ushort.MaxValue ? 8 : length > 125 ? 2 : 0) + (fromDialler ? 4 : 0);
}
