using System.Net;
using System.Net.Sockets;

namespace Aevrion.Chaos.Links;

/// <summary>A connection through a link, which is two: from the dialler to the proxy, and from there to the listener.</summary>
/// <param name="link">The link.</param>
/// <param name="dialler">The end towards the dialler.</param>
internal sealed class CarriedConnection(LinkProxy link, Socket dialler) : IDisposable
{
    private const int BufferBytes = 32 * 1024;
    private const int LargestChange = 255;

    private static readonly TimeSpan HoldPoll = TimeSpan.FromMilliseconds(20);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly TaskCompletionSource _reset = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasLostAnEnd;

    /// <summary>True when one end waits for somebody who is not there any more.</summary>
    public bool HasLostAnEnd => _hasLostAnEnd;

    /// <summary>Carries until an end closes or the link is cut; then both are closed.</summary>
    public async Task CarryAsync(int targetPort, CancellationToken cancellationToken)
    {
        try
        {
            await _listener.ConnectAsync(new IPEndPoint(IPAddress.Loopback, targetPort), cancellationToken);
            dialler.NoDelay = true;
            _listener.NoDelay = true;
            var forth = PumpAsync(dialler, _listener, condition => condition.HoldsForth, cancellationToken);
            var back = PumpAsync(_listener, dialler, condition => condition.HoldsBack, cancellationToken);
            await Task.WhenAny(forth, back);
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The target does not listen, or the link was cut meanwhile.
        }

        if (_hasLostAnEnd)
            await _reset.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Closes one end; the other finds out when it notices by itself that nothing comes any more.</summary>
    public void LoseOneEnd(bool ofDialler)
    {
        _hasLostAnEnd = true;
        Reset(ofDialler ? dialler : _listener);
    }

    public void Reset()
    {
        _reset.TrySetResult();
        Reset(dialler);
        Reset(_listener);
    }

    public void Dispose() => Reset();

    /// <summary>Closing without lingering sends a reset, as from a machine that knows nothing of the connection.</summary>
    private static void Reset(Socket socket) => socket.Close(timeout: 0);

    private async Task PumpAsync(Socket from, Socket to, Func<LinkCondition, bool> isHeld, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer, cancellationToken)) > 0;)
            {
                await PassAsync(buffer.AsMemory(0, read), isHeld, cancellationToken);
                for (var sent = 0; sent < read;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), cancellationToken);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Either end has closed, or the link was cut.
        }
    }

    private async Task PassAsync(Memory<byte> bytes, Func<LinkCondition, bool> isHeld, CancellationToken cancellationToken)
    {
        var condition = link.Condition;
        if (condition.DelayMs > 0)
            await Task.Delay(condition.DelayMs + link.Draw(condition.JitterMs + 1), cancellationToken);
        while (isHeld(link.Condition))
            await Task.Delay(HoldPoll, cancellationToken);
        if (condition.CorruptsOneIn > 0 && link.Draw(condition.CorruptsOneIn) == 0)
            bytes.Span[link.Draw(bytes.Length)] ^= (byte)(1 + link.Draw(LargestChange));
    }
}
