using System.Globalization;
using Aevrion.Storage.Filters;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Storage.Tests.Filters;

/// <summary>A filter may take an absent key for one that is there, never the other way round.</summary>
public sealed class KeyFilterTests
{
    [Fact]
    public void What_was_added_may_be_there_also_after_a_round_trip_through_bytes() => Prop.ForAll<ulong[]>(hashes =>
    {
        var filter = KeyFilter.For(hashes.Length);
        foreach (var hash in hashes)
            filter.Add(hash);
        var restored = KeyFilter.FromArray(filter.ToArray())!;
        return hashes.All(filter.MayContain) && hashes.All(restored.MayContain);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void One_absent_key_in_fifty_at_most_is_taken_for_present(int keys)
    {
        var filter = FilterOf(keys);
        var mistaken = Enumerable.Range(keys, 20_000).Count(number => filter.MayContain(KeyHash.Of(KeyOf(number))));
        Assert.InRange(mistaken, 1, 400);
    }

    [Fact]
    public void Half_the_bits_at_most_are_set_when_it_is_full() => Assert.InRange(FilterOf(50_000).Fill(), 0.3, 0.55);

    [Fact]
    public void An_empty_filter_excludes_everything() => Assert.False(KeyFilter.For(0).MayContain(KeyHash.Of("any")));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Bytes_that_are_no_blocks_are_no_filter(int length) => Assert.Null(KeyFilter.FromArray(new byte[length]));

    /// <summary>Filters are kept in databases: the form must never change without a new migration.</summary>
    [Fact]
    public void Its_bytes_are_these()
    {
        var filter = KeyFilter.For(1);
        filter.Add(KeyHash.Of("user:123"));
        Assert.Equal(GoldenBytes, Convert.ToHexStringLower(filter.ToArray()));
    }

    private const string GoldenBytes = "0040000000000800000000080000008000000080020000000002000000040000";

    private static KeyFilter FilterOf(int keys)
    {
        var filter = KeyFilter.For(keys);
        for (var number = 0; number < keys; number++)
            filter.Add(KeyHash.Of(KeyOf(number)));
        return filter;
    }

    private static string KeyOf(int number) => "customer:" + number.ToString(CultureInfo.InvariantCulture);
}
