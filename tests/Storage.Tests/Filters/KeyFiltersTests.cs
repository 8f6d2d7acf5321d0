using Aevrion.Storage.Filters;

namespace Aevrion.Storage.Tests.Filters;

/// <summary>What a reading is told of eras that cannot have its keys.</summary>
public sealed class KeyFiltersTests
{
    [Fact]
    public void Without_filters_nothing_is_excluded()
    {
        var excluded = new KeyFilters().Excluding(["a", "b"]);
        Assert.Empty(excluded.Changes);
        Assert.All(excluded.BitsByKey, bits => Assert.True(bits.IsEmpty));
    }

    [Fact]
    public void Eras_that_lack_the_key_are_excluded_by_their_state_and_others_are_not()
    {
        var filters = new KeyFilters();
        filters.Replace([new EraFilter(0, 7, Having("a")), new EraFilter(9, 3, Having("b"))]);

        var excluded = filters.Excluding(["a", "b", "neither"]);

        Assert.Equal(10, excluded.Changes.Length);
        Assert.Equal((7, 3), (excluded.Changes[0], excluded.Changes[9]));
        Assert.All(excluded.Changes[1..9], changes => Assert.Equal(ExcludedEras.NotKnown, changes));
        Assert.Equal([0b0000_0000, 0b10], excluded.BitsByKey[0].ToArray());
        Assert.Equal([0b0000_0001, 0b00], excluded.BitsByKey[1].ToArray());
        Assert.Equal([0b0000_0001, 0b10], excluded.BitsByKey[2].ToArray());
    }

    private static KeyFilter Having(string key)
    {
        var filter = KeyFilter.For(1);
        filter.Add(KeyHash.Of(key));
        return filter;
    }
}
