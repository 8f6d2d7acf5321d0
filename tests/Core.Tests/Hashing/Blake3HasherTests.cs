using Aevrion.Core.Hashing;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Hashing;

public sealed class Blake3HasherTests
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(150);

    private static readonly byte[] Key = HashInputs.Random(Blake3.KeyLength, seed: 7);

    [Fact]
    public void Input_in_random_pieces_hashes_as_in_one_piece() => Check.One(Cases, Prop.ForAll(
        Gen.Zip(HashInputs.Bytes, Gen.Choose(0, int.MaxValue)).ToArbitrary(),
        pair =>
        {
            var (input, seed) = pair;
            Span<byte> expected = stackalloc byte[80];
            Blake3.Hash(input, expected);
            return SplitHash(Blake3Hasher.CreateHash(), input, seed).AsSpan().SequenceEqual(expected);
        }));

    [Fact]
    public void Input_in_random_pieces_hashes_as_in_one_piece_under_a_key() => Check.One(Cases, Prop.ForAll(
        Gen.Zip(HashInputs.Bytes, Gen.Choose(0, int.MaxValue)).ToArbitrary(),
        pair =>
        {
            var (input, seed) = pair;
            Span<byte> expected = stackalloc byte[80];
            Blake3.KeyedHash(Key, input, expected);
            return SplitHash(Blake3Hasher.CreateKeyed(Key), input, seed).AsSpan().SequenceEqual(expected);
        }));

    [Fact]
    public void A_hash_taken_on_the_way_is_that_of_the_input_so_far_and_disturbs_nothing()
    {
        var input = HashInputs.Random(9_000, seed: 1);
        var hasher = Blake3Hasher.CreateHash();
        var (expected, actual) = (new byte[Blake3.HashLength], new byte[Blake3.HashLength]);
        for (var length = 0; length <= input.Length; length += 100)
        {
            hasher.Finish(actual);
            Blake3.Hash(input.AsSpan(0, length), expected);
            Assert.Equal(expected, actual);
            hasher.Update(input.AsSpan(length, Math.Min(100, input.Length - length)));
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(5_000)]
    public void Output_from_an_offset_is_that_part_of_the_extended_output(int inputLength)
    {
        var hasher = Blake3Hasher.CreateHash();
        hasher.Update(HashInputs.Random(inputLength, seed: 2));
        var whole = new byte[400];
        hasher.Finish(whole);
        var part = new byte[100];
        for (var offset = 0; offset <= whole.Length - part.Length; offset++)
        {
            hasher.Finish(part, (ulong)offset);
            Assert.Equal(whole[offset..(offset + part.Length)], part);
        }
    }

    [Fact]
    public void A_hasher_that_was_reset_starts_over_in_its_mode()
    {
        var input = HashInputs.Random(5_000, seed: 3);
        var (expected, actual) = (new byte[Blake3.HashLength], new byte[Blake3.HashLength]);
        Blake3.KeyedHash(Key, input, expected);
        var hasher = Blake3Hasher.CreateKeyed(Key);
        hasher.Update(HashInputs.Random(70_000, seed: 4));
        hasher.Reset();
        hasher.Update(input);
        hasher.Finish(actual);
        Assert.Equal(expected, actual);
    }

    // Piece lengths span five orders of magnitude, so that pieces within a block, across chunks and of whole subtrees all occur.
    private static byte[] SplitHash(Blake3Hasher hasher, ReadOnlySpan<byte> input, int seed)
    {
        var random = new Random(seed);
        while (!input.IsEmpty)
        {
            var length = Math.Min(input.Length, random.Next(1 << random.Next(1, 19)));
            hasher.Update(input[..length]);
            input = input[length..];
        }

        var output = new byte[80];
        hasher.Finish(output);
        return output;
    }
}
