using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Aevrion.Storage.Conflicts;
using Aevrion.Storage.Tests.Conformance;

namespace Aevrion.Storage.Tests.Conflicts;

/// <summary>What a follower need not look at, because it was there when the key was looked through.</summary>
public sealed class KeyMemoryTests
{
    private const string Key = "key";
    private const long ReadThrough = 100;

    private static readonly Event[] Versions = [.. Enumerable.Range(0, 10).Select(i => SampleEvents.Put(Key, $"{i}", SampleEvents.Noon + i))];

    [Theory]
    [InlineData(7, ReadThrough, true)]
    [InlineData(9, ReadThrough, true)]
    [InlineData(3, ReadThrough, true)]
    [InlineData(7, ReadThrough + 1, false)]
    [InlineData(2, ReadThrough, false)]
    public void A_version_is_clean_that_was_there_and_looked_at(int version, long position, bool isClean) =>
        Assert.Equal(isClean, Remembering().IsClean(Key, Lineage(version), position, follows: false));

    [Fact]
    public void What_comes_behind_the_latest_changes_nothing_of_that()
    {
        var memory = Remembering();
        var next = SampleEvents.Put(Key, "next", SampleEvents.Noon + 20);
        Assert.True(memory.IsClean(Key, new VersionLineage(next.Stamp, [Versions[9].Id]), ReadThrough + 5, follows: false));
        Assert.True(memory.IsClean(Key, Lineage(7), ReadThrough, follows: false));
        Assert.False(memory.IsClean(Key, Lineage(7), ReadThrough + 1, follows: false));
    }

    [Fact]
    public void Of_a_key_that_a_silo_vouched_for_nothing_was_read()
    {
        var memory = new KeyMemory();
        Assert.True(memory.IsClean(Key, Lineage(5), position: 3, follows: true));
        Assert.False(memory.IsClean(Key, Lineage(4), position: 1, follows: true));
    }

    /// <summary>Looked through from the latest down to the fourth version.</summary>
    private static KeyMemory Remembering()
    {
        var memory = new KeyMemory();
        memory.Remember(Key, Versions[9].Stamp, hasLosers: true, ReadThrough, readDownTo: Versions[3].Stamp);
        return memory;
    }

    private static VersionLineage Lineage(int version) => new(Versions[version].Stamp, []);
}
