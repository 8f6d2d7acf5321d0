using System.Security.Cryptography;
using System.Threading.Channels;

namespace Aevrion.Grains.Peers;

/// <summary>The wait before a peer is dialled again: it doubles up to a longest one, with jitter, and ends when somebody asks for a connection.</summary>
internal sealed class Redial(TimeProvider timeProvider)
{
    private readonly Channel<bool> _now = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private TimeSpan _delay = PeerLimits.MinReconnectDelay;

    /// <summary>Ends the wait, or the next one. Never waits.</summary>
    public void Now() => _now.Writer.TryWrite(true);

    /// <summary>The next wait is the shortest one.</summary>
    public void Reset() => _delay = PeerLimits.MinReconnectDelay;

    /// <summary>The next wait is that long.</summary>
    public void Set(TimeSpan delay) => _delay = delay;

    /// <summary>Doubles the next wait.</summary>
    public void Grow() => _delay = TimeSpan.FromTicks(Math.Min(_delay.Ticks * 2, PeerLimits.MaxReconnectDelay.Ticks));

    /// <summary>Waits.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        // Jitter keeps many silos from dialling in step.
        var jittered = _delay * (0.5 + (RandomNumberGenerator.GetInt32(1000) / 2000.0));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pause = Task.Delay(jittered, timeProvider, stop.Token);
        await Task.WhenAny(pause, _now.Reader.ReadAsync(stop.Token).AsTask());
        await stop.CancelAsync();
    }
}
