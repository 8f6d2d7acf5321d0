using Aevrion.Bench.Reconcile.Exchanges;
using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Bench.Tests.Reconcile;

public sealed class WireMeterTests
{
    [Theory]
    [InlineData(125, false, 2)]
    [InlineData(125, true, 6)]
    [InlineData(126, false, 4)]
    [InlineData(65_535, true, 8)]
    [InlineData(65_536, false, 10)]
    [InlineData(65_536, true, 14)]
    public void A_message_has_the_framing_of_WebSocket(int length, bool fromClient, int expected) =>
        Assert.Equal(expected, WireMeter.FramingBytes(length, fromClient));

    [Fact]
    public void Only_the_encoded_events_are_taken_for_events()
    {
        var item = WireEvents.ToWire(Event.Create("key", new byte[10], 5, "eu"));
        var frame = new Frame { Transfer = new Transfer { Events = { item, item }, Last = true } };
        var meter = new WireMeter();
        meter.Count(frame, frame.CalculateSize(), fromDialler: true);
        Assert.Equal(2 * item.CalculateSize(), meter.EventBytes);
        Assert.Equal(frame.CalculateSize() + 6, meter.Bytes);
    }
}
