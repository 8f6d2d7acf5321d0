using System.Text;
using Aevrion.Core.Events;

namespace Aevrion.Core.Tests.Events;

public sealed class KeyOrderTests
{
    [Fact]
    public void Keys_are_ordered_as_their_utf8_bytes_are()
    {
        string[] pieces = ["", "a", "b", "é", "\ud7ff", "\ue000", "\uffff", "😀", "\U00010000", "\U0010ffff"];
        string[] keys = [.. pieces.SelectMany(_ => pieces, (first, second) => first + second).Distinct()];
        foreach (var left in keys)
        {
            foreach (var right in keys)
            {
                var expected = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
                Assert.Equal(Math.Sign(expected), Math.Sign(KeyOrder.Instance.Compare(left, right)));
            }
        }
    }
}
