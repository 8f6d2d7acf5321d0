using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Push;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>Welcomes a dialler whose introduction was accepted.</summary>
internal sealed class Greeting(Hello hello, SessionSettings settings, StreamPositions positions, long clockMs) : SyncMachine
{
    /// <inheritdoc/>
    protected override IEnumerable<SyncEffect> Run()
    {
        yield return new NotePeer(hello.Region, [.. hello.Neighbours]);
        Answers.Take<Noted>();
        yield return new SendFrame(new Frame
        {
            Welcome = new Welcome
            {
                Version = ProtocolLimits.Version,
                Region = settings.Region,
                ReceivedThrough = positions.Get(hello.Stream),
                HeldBackThrough = positions.HeldBackThrough(hello.Stream),
                NowMs = clockMs,
            },
        });
        Answers.Take<FrameSent>();
    }
}
