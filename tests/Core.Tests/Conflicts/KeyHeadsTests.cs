using Aevrion.Core.Conflicts;
using FsCheck;
using FsCheck.Fluent;
using static Aevrion.Core.Tests.Conflicts.Lineages;

namespace Aevrion.Core.Tests.Conflicts;

public sealed class KeyHeadsTests
{
    [Fact]
    public void Heads_are_those_of_the_definition_in_any_order_and_however_often_each_arrives() =>
        Prop.ForAll(Gen.Zip(Lineages.Any, Gen.ArrayOf(Gen.Choose(0, 1_000), 40)).ToArbitrary(), given =>
        {
            var (versions, order) = given;
            var shuffled = versions.Concat(versions.Take(order[^1] % 5)).Select((version, i) => (version, order[i])).OrderBy(pair => pair.Item2);
            return KeyHeads.Of(shuffled.Select(pair => pair.version)).All.SequenceEqual(NaiveHeads.Of(versions));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_holds_for_what_regions_write_and_for_every_part_of_it() =>
        Prop.ForAll(Gen.Zip(Written, Gen.ArrayOf(Gen.Choose(0, 2), 20)).ToArbitrary(), given =>
        {
            var arrived = given.Item1.Where((_, i) => given.Item2[i % 20] > 0).ToArray();
            return KeyHeads.Of(arrived).All.SequenceEqual(NaiveHeads.Of(arrived));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_settlement_that_names_all_heads_leaves_one() =>
        Prop.ForAll(Lineages.Any.Where(versions => versions.Length > 0).ToArbitrary(), versions =>
        {
            var heads = KeyHeads.Of(versions);
            var settlement = new VersionLineage(Stamp(heads.Winner!.Value.Timestamp + 1, 900), [.. heads.All.Select(head => head.Id)]);
            var after = KeyHeads.Of([settlement, .. versions]);
            return after.Winner == settlement.Stamp && after.Losers.IsEmpty;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_latest_version_is_a_head_always() =>
        Prop.ForAll(Lineages.Any.Where(versions => versions.Length > 0).ToArbitrary(), versions =>
            KeyHeads.Of(versions).Winner == versions.Max(version => version.Stamp)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_key_without_versions_has_no_heads()
    {
        Assert.Null(KeyHeads.Of([]).Winner);
        Assert.Empty(KeyHeads.Of([]).Losers);
    }

    [Fact]
    public void A_history_where_each_has_seen_the_one_before_has_no_losers() =>
        Assert.Empty(KeyHeads.Of(Enumerable.Range(1, 50).Select(i => Version(i, i, [i - 1]))).Losers);

    [Fact]
    public void Of_two_that_had_seen_the_same_the_later_wins_and_the_other_has_lost()
    {
        var heads = KeyHeads.Of([Version(1, 1, []), Version(5, 2, [1]), Version(4, 3, [1])]);
        Assert.Equal(Stamp(5, 2), heads.Winner);
        Assert.Equal([Stamp(4, 3)], heads.Losers);
    }

    [Fact]
    public void What_was_lost_stays_lost_when_only_the_winner_is_written_over()
    {
        var heads = KeyHeads.Of([Version(1, 1, []), Version(2, 2, []), Version(3, 3, [2])]);
        Assert.Equal([Stamp(1, 1)], heads.Losers);
    }

    [Fact]
    public void A_version_named_by_one_that_came_before_it_is_no_head_when_it_comes()
    {
        VersionLineage[] late = [Version(1, 1, []), Version(3, 3, [2])];
        Assert.Equal([Stamp(1, 1)], KeyHeads.Of(late).Losers);
        Assert.Empty(KeyHeads.Of([.. late, Version(2, 2, [1])]).Losers);
    }

    [Fact]
    public void An_import_has_seen_everything_before_it_and_nothing_after_it()
    {
        VersionLineage[] versions = [Version(1, 1, []), Version(2, 2, []), Version(3, 3, [-1]), Version(3, 4, []), Version(9, 5, [4])];
        Assert.Equal([Stamp(9, 5), Stamp(3, 3)], KeyHeads.Of(versions).All);
    }

    [Fact]
    public void Imports_of_the_same_millisecond_are_no_conflict() =>
        Assert.Equal([Stamp(3, 7)], KeyHeads.Of([Version(3, 5, [-1]), Version(3, 7, [-1]), Version(3, 6, [-1])]).All);

    [Fact]
    public void A_parent_that_is_not_older_than_its_child_counts_for_nothing() =>
        Assert.Equal([Stamp(3, 3), Stamp(2, 2)], KeyHeads.Of([Version(3, 3, [3]), Version(2, 2, [3, 2])]).All);

    [Fact]
    public void A_scan_refuses_versions_that_do_not_grow_older()
    {
        var scan = new HeadScan();
        Assert.True(scan.Visit(Stamp(3, 3), []));
        Assert.Throws<ArgumentException>(() => scan.Visit(Stamp(3, 3), []));
    }
}
