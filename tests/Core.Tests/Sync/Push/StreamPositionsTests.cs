using Aevrion.Core.Sync.Push;
using Google.Protobuf;

namespace Aevrion.Core.Tests.Sync.Push;

public sealed class StreamPositionsTests
{
    [Fact]
    public void A_late_position_does_not_take_a_stream_back()
    {
        var positions = new StreamPositions();
        positions.Set(Stream(1), 20);
        positions.Set(Stream(1), 7);
        Assert.Equal(20UL, positions.Get(Stream(1)));
    }

    [Fact]
    public void The_stream_longest_without_news_is_forgotten_first()
    {
        var positions = new StreamPositions(maxStreams: 2);
        positions.Set(Stream(1), 1);
        positions.Set(Stream(2), 2);
        positions.Set(Stream(1), 3);
        positions.Set(Stream(3), 4);
        Assert.Equal([3UL, 0UL, 4UL], Enumerable.Range(1, 3).Select(name => positions.Get(Stream(name))));
    }

    private static ByteString Stream(int name) => ByteString.CopyFrom((byte)name);
}
