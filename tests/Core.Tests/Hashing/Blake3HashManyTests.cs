using Aevrion.Core.Hashing;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Hashing;

public sealed class Blake3HashManyTests
{
    private static readonly byte[] Buffer = HashInputs.Random(20_000, seed: 5);

    private static readonly Gen<int> Length =
        Gen.OneOf(Gen.Elements(0, 1, 63, 64, 65, 128, 1023, 1024, 1025, 2048, 5_000), Gen.Choose(0, 1_100), Gen.Choose(30, 300));

    private static readonly Gen<(int Offset, int Length)[]> Batch =
        from count in Gen.OneOf(Gen.Choose(0, 40), Gen.Choose(0, 300))
        from inputs in (from length in Length from offset in Gen.Choose(0, Buffer.Length - length) select (offset, length)).ArrayOf(count)
        select inputs;

    [Fact]
    public void Every_input_of_a_batch_hashes_as_it_does_alone() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Batch.ToArbitrary(), batch => HashMany(batch).AsSpan().SequenceEqual(HashEach(batch))));

    [Fact]
    public void Inputs_at_the_very_end_of_the_buffer_are_hashed() =>
        Assert.All(Enumerable.Range(0, 130), length =>
        {
            (int Offset, int Length)[] batch = [.. Enumerable.Repeat((Buffer.Length - length, length), 20)];
            Assert.Equal(HashEach(batch), HashMany(batch));
        });

    [Fact]
    public void Output_beyond_the_hashes_is_left_alone()
    {
        var output = new byte[100];
        output.AsSpan().Fill(0xAA);
        Blake3.HashMany(Buffer, [0, 1, 2], [5, 5, 5], output);
        Assert.Equal([0xAA, 0xAA, 0xAA, 0xAA], output[96..]);
        Assert.NotEqual(0xAA, output[95]);
    }

    [Fact]
    public void Numbers_that_do_not_fit_each_other_are_refused()
    {
        Assert.Throws<ArgumentException>("lengths", () => Blake3.HashMany(Buffer, [0, 1], [1], new byte[64]));
        Assert.Throws<ArgumentException>("output", () => Blake3.HashMany(Buffer, [0, 1], [1, 1], new byte[63]));
    }

    [Theory]
    [InlineData(19_999, 2)]
    [InlineData(20_001, 0)]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    public void An_input_outside_the_buffer_is_refused_wherever_it_stands(int offset, int length)
    {
        foreach (var count in (int[])[1, 3, 12, 40])
        {
            for (var bad = 0; bad < count; bad++)
            {
                var (offsets, lengths) = (new int[count], new int[count]);
                (offsets[bad], lengths[bad]) = (offset, length);
                var output = new byte[count * Blake3.HashLength];
                Assert.Throws<ArgumentOutOfRangeException>(() => Blake3.HashMany(Buffer, offsets, lengths, output));
            }
        }
    }

    private static byte[] HashMany((int Offset, int Length)[] batch)
    {
        var output = new byte[batch.Length * Blake3.HashLength];
        Blake3.HashMany(Buffer, [.. batch.Select(input => input.Offset)], [.. batch.Select(input => input.Length)], output);
        return output;
    }

    private static byte[] HashEach((int Offset, int Length)[] batch)
    {
        var output = new byte[batch.Length * Blake3.HashLength];
        for (var i = 0; i < batch.Length; i++)
            Blake3.Hash(Buffer.AsSpan(batch[i].Offset, batch[i].Length), output.AsSpan(i * Blake3.HashLength, Blake3.HashLength));
        return output;
    }
}
