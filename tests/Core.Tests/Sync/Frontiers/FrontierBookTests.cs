using System.Collections.Immutable;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Tests.Sync.Frontiers;

public sealed class FrontierBookTests
{
    private const long Now = 1_000_000;

    private static readonly TreeShape Shape = new(10, 3);

    [Fact]
    public void A_region_alone_is_everywhere_as_soon_as_time_is_closed()
    {
        var book = new FrontierBook("eu", [], Shape);
        Assert.Null(book.Watermark.TimeMs);
        var round = book.Begin(7);
        Assert.Empty(round.Leaves);
        Assert.Null(book.Complete(round, ImmutableDictionary<long, Hash256>.Empty, Now));
        Assert.Equal(new Watermark(7, 70, null), book.Watermark);
        Assert.False(book.IsRoundDue);
    }

    [Fact]
    public void A_peer_of_a_peer_counts_until_it_is_heard_of()
    {
        var book = new FrontierBook("eu", ["us"], Shape);
        Take(book, 9);
        book.Learn("us", [Of("us", 1, ["ap", "eu"], 9)], Now);
        Assert.Null(book.Watermark.Leaf);
        Assert.Contains("'ap' yet, which is a peer of 'us'", book.Watermark.Reason, StringComparison.Ordinal);
        book.Learn("us", [Of("ap", 1, ["us"], 8)], Now);
        Take(book, 9);
        Assert.Equal(8, book.Watermark.Leaf);
    }

    [Fact]
    public void A_peers_record_is_believed_from_itself_only()
    {
        var book = new FrontierBook("eu", ["ap", "us"], Shape);
        Assert.False(book.Learn("us", [Of("ap", 5, ["eu"], 9)], Now));
        Assert.True(book.Learn("ap", [Of("ap", 1, ["eu"], 9)], Now));
        Assert.False(book.Learn("ap", [Of("ap", 1, ["eu"], 9)], Now));
    }

    [Fact]
    public void An_older_record_does_not_take_the_place_of_a_newer_one()
    {
        var book = new FrontierBook("eu", ["us"], Shape);
        book.Learn("us", [Of("us", 7, ["eu"], 9)], Now);
        Assert.False(book.Learn("us", [Of("us", 6, ["eu"], 12)], Now));
        Assert.Equal(9, book.Known.Single().Record.Horizon);
    }

    [Fact]
    public void A_region_outbids_what_others_hold_of_it()
    {
        var book = new FrontierBook("eu", ["us"], Shape);
        Assert.False(book.Learn("us", [Of("eu", Now + 41, ["us"], 9)], Now));
        Assert.True(book.IsRoundDue);
        Assert.Equal(Now + 42, Take(book, 9)!.Version);
        book.Learn("us", [Of("eu", FrontierLimits.MaxVersion, ["us"], 9)], Now);
        Assert.Null(Take(book, 9));
    }

    [Fact]
    public void Nothing_new_is_not_said_again()
    {
        var book = new FrontierBook("eu", ["us"], Shape);
        Assert.NotNull(Take(book, 9));
        Assert.Null(Take(book, 9));
        Assert.NotNull(Take(book, 10));
    }

    [Fact]
    public void A_late_import_moves_the_watermark_back_and_the_reason_stays()
    {
        var book = Agreed();
        book.Admitted(new LateAdmission(45, "ap", "us"), Now);
        Assert.Equal(4, book.Watermark.Leaf);
        const string Reason = "An event of region 'ap' dated 1970-01-01T00:00:00.045Z, older than the watermark, came from 'us'. "
            + "The watermark moved back from 1970-01-01T00:00:00.090Z to 1970-01-01T00:00:00.040Z at 1970-01-01T00:16:40.000Z.";
        Assert.Equal(Reason, book.Watermark.Reason);

        // It recovers once both have it.
        var mine = Take(book, 9, set: 2)!;
        Assert.Equal([4L, 9L], mine.Points.Select(point => point.Leaf));
        Assert.Equal(4, book.Watermark.Leaf);
        book.Learn("us", [Of("us", 2, ["eu"], 9, set: 2)], Now);
        Assert.Equal(new Watermark(9, 90, Reason), book.Watermark);
    }

    [Fact]
    public void A_late_import_elsewhere_moves_it_back_to_where_both_are_still_equal()
    {
        var book = Agreed();
        var told = new FrontierRecord("us", 2, ["eu"], [new HistoryDigest(4, Digest(4, 1)), new HistoryDigest(9, Digest(9, 2))]);
        book.Learn("us", [told], Now);
        Assert.Equal(9, book.Watermark.Leaf);
        Take(book, 9);
        Assert.Equal(4, book.Watermark.Leaf);
        Assert.StartsWith("Region 'us' took an event older than the watermark", book.Watermark.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_events_came_late_last_is_stated_besides_where_they_came_late_at_all()
    {
        var book = Agreed();
        book.Admitted(new LateAdmission(45, "us", "us"), Now);
        Assert.Equal([4L, 9L], Take(book, 9, set: 2)!.Points.Select(point => point.Leaf));
        book.Admitted(new LateAdmission(75, "us", "us"), Now);
        Assert.Equal([4L, 7L, 9L], Take(book, 9, set: 3)!.Points.Select(point => point.Leaf));
    }

    [Fact]
    public void A_digest_taken_while_events_came_in_below_it_is_void()
    {
        var book = Agreed();
        var round = book.Begin(12);
        book.Admitted(new LateAdmission(105, "eu", null), Now);
        Assert.Null(book.Complete(round, round.Leaves.ToDictionary(leaf => leaf, leaf => Digest(leaf, 1)), Now));
        Assert.True(book.IsRoundDue);
        book.Learn("us", [Of("us", 2, ["eu"], 12)], Now);
        Assert.Equal(9, book.Watermark.Leaf);
    }

    [Fact]
    public void A_round_that_another_has_replaced_changes_nothing()
    {
        var book = new FrontierBook("eu", ["us"], Shape);
        var round = book.Begin(9);
        book.Begin(9);
        Assert.Null(book.Complete(round, round.Leaves.ToDictionary(leaf => leaf, leaf => Digest(leaf, 1)), Now));
        Assert.Null(book.Own);
    }

    [Fact]
    public void What_nobody_told_of_is_found_when_digests_are_taken_anew()
    {
        var book = Agreed();
        book.Learn("us", [new FrontierRecord("us", 2, ["eu"], [new HistoryDigest(4, Digest(4, 1)), new HistoryDigest(9, Digest(9, 1))])], Now);
        Take(book, 9);
        Assert.Equal(9, book.Watermark.Leaf);
        var round = book.Begin(9, anew: true);
        book.Complete(round, round.Leaves.ToDictionary(leaf => leaf, leaf => Digest(leaf, 2)), Now);
        Assert.Equal(4, book.Watermark.Leaf);
        Assert.StartsWith("Events older than the watermark came in through a silo", book.Watermark.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_restart_nothing_is_claimed_before_the_own_history_is_found_unchanged()
    {
        var book = new FrontierBook("eu", ["us"], Shape, Agreed().Keep());
        Assert.Null(book.Watermark.Leaf);
        Take(book, 9);
        Assert.Equal(new Watermark(9, 90, null), book.Watermark);
    }

    [Fact]
    public void A_restart_confirms_the_watermark_as_far_as_digests_are_kept()
    {
        var book = Agreed();
        Assert.Equal(9, book.Keep().ConfirmableLeaf);
        book.Admitted(new LateAdmission(85, "us", "us"), Now);
        Assert.Equal(8, book.Watermark.Leaf);
        Assert.Null(book.Keep().ConfirmableLeaf);
        Take(book, 9, set: 2);
        Assert.Equal(8, book.Keep().ConfirmableLeaf);
    }

    [Fact]
    public void After_a_restart_with_another_history_nothing_is_claimed()
    {
        var book = new FrontierBook("eu", ["us"], Shape, Agreed().Keep());
        Take(book, 9, set: 2);
        Assert.Null(book.Watermark.Leaf);
        Assert.Contains("before this region stopped", book.Watermark.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_confirmed_is_kept_again_as_it_was()
    {
        var once = Agreed().Keep();
        var twice = new FrontierBook("eu", ["us"], Shape, once).Keep();
        var book = new FrontierBook("eu", ["us"], Shape, twice);
        Take(book, 9);
        Assert.Equal(9, book.Watermark.Leaf);
    }

    [Fact]
    public void Regions_that_nobody_names_give_way_when_there_are_too_many()
    {
        var book = new FrontierBook("eu", ["us"], Shape);
        for (var i = 0; i < FrontierLimits.MaxRegions; i++)
            Assert.True(book.Learn("us", [Of($"x{i:D3}", 1, [], 9)], Now));
        Assert.True(book.Learn("us", [Of("us", 1, ["ap", "eu"], 9)], Now));
        Assert.True(book.Learn("us", [Of("ap", 1, ["us"], 9)], Now));
        Assert.Equal(FrontierLimits.MaxRegions, book.Known.Count);
    }

    private static FrontierBook Agreed()
    {
        var book = new FrontierBook("eu", ["us"], Shape);
        book.Learn("us", [Of("us", 1, ["eu"], 9)], Now);
        Take(book, 9);
        Assert.Equal(new Watermark(9, 90, null), book.Watermark);
        return book;
    }

    /// <summary>A whole round; what lies below leaf 5 is the same in all sets.</summary>
    private static FrontierRecord? Take(FrontierBook book, long horizon, int set = 1)
    {
        var round = book.Begin(horizon);
        return book.Complete(round, round.Leaves.ToDictionary(leaf => leaf, leaf => Digest(leaf, set)), Now);
    }

    private static FrontierRecord Of(string region, long version, ImmutableArray<string> peers, long leaf, int set = 1) =>
        new(region, version, peers, [new HistoryDigest(leaf, Digest(leaf, set))]);

    private static Hash256 Digest(long leaf, int set)
    {
        var bytes = new byte[Hash256.Length];
        bytes[0] = (byte)leaf;
        bytes[1] = (byte)(leaf < 5 ? 1 : set);
        return new Hash256(bytes);
    }
}
