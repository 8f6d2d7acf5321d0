using System.Text;
using Aevrion.Core.Events;

namespace Aevrion.Core.Tests.Events;

public sealed class CanonicalEncodingTests
{
    // Ids computed with b3sum over bytes that were laid out by hand from the specification in docs/internals/events.md.
    [Fact]
    public void Golden_ids_of_a_value_a_deletion_and_the_edges()
    {
        Assert.Equal(
            "d6da8e5561c44cb605669d6e64eeed8c4b21dfdf56b3757ef254f68c28c1c7b2",
            Id("user:123", Encoding.UTF8.GetBytes("{\"name\":\"Alice\"}"), 1_700_000_000_000));
        Assert.Equal("f188ac9731803dbfe766c68e6c476deab0f0979c61b50be7ba93ea602cb3c8e3", Id("user:123", null, 1_700_000_000_001));
        Assert.Equal("cace3ad8e2631f33f753174c7cfa75c67103cbb9b64d588f399d2bc23570e1c7", Id("a", [], 0));
        Assert.Equal(
            "6cbd99cc4ba5d344a6e1667d806f000cdb402462d2c67e7e07e635a982f302ee",
            Id("ключ/🔑", [.. Enumerable.Range(0, 256).Select(i => (byte)i)], EventLimits.MaxTimestamp));
        Assert.Equal(
            "2ff3b8c1c4ce335b5309d109b410bf6656c3e3c228c9121055c7f48dfe8dc7e4",
            Id(new string('k', 1024), [.. Enumerable.Repeat((byte)'x', 5000)], 1));
    }

    [Fact]
    public void Golden_bytes_of_a_value_and_a_deletion()
    {
        Assert.Equal(
            "08000000757365723a31323301100000007b226e616d65223a22416c696365227d0068e5cf8b010000",
            Encoded("user:123", Encoding.UTF8.GetBytes("{\"name\":\"Alice\"}"), 1_700_000_000_000));
        Assert.Equal("08000000757365723a31323300000000000168e5cf8b010000", Encoded("user:123", null, 1_700_000_000_001));
    }

    [Fact]
    public void An_empty_value_is_not_a_deletion() => Assert.NotEqual(Id("key", [], 1), Id("key", null, 1));

    [Fact]
    public void Bytes_that_move_from_key_to_value_make_another_event() => Assert.NotEqual(Id("ab", "c"u8.ToArray(), 1), Id("a", "bc"u8.ToArray(), 1));

    [Fact]
    public void Metadata_is_not_identity()
    {
        var here = Event.Create("key", new byte[] { 1 }, 5, "eu");
        var there = Event.Create("key", new byte[] { 1 }, 5, "us", [here.Id]);
        Assert.Equal(here.Id, there.Id);
    }

    private static string Id(string key, byte[]? value, long timestamp) =>
        CanonicalEncoding.ComputeId(key, Memory(value), timestamp).ToString();

    private static string Encoded(string key, byte[]? value, long timestamp)
    {
        var bytes = new byte[4096];
        return Convert.ToHexStringLower(bytes.AsSpan(0, CanonicalEncoding.Encode(key, Memory(value), timestamp, bytes)));
    }

    // A null array converts to an empty memory, not to none.
    private static ReadOnlyMemory<byte>? Memory(byte[]? value) => value is null ? default(ReadOnlyMemory<byte>?) : value;
}
