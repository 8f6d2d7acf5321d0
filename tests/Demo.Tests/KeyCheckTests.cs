using System.Text;
using Aevrion.Client;
using Aevrion.Demo.Check;

namespace Aevrion.Demo.Tests;

public sealed class KeyCheckTests
{
    private const string Key = "key";

    private static readonly LedgerEntry First = new(Key, "aa", 10, "one");
    private static readonly LedgerEntry Second = new(Key, "bb", 20, "two");
    private static readonly LedgerEntry Deletion = new(Key, "cc", 30, null);

    [Fact]
    public void Right_answers_have_no_differences()
    {
        Assert.Empty(KeyCheck.Differences(Key, [Second, First], Answers(Second, First)));
        Assert.Empty(KeyCheck.Differences(Key, [Deletion, First], Answers(Deletion, First)));
        Assert.Empty(KeyCheck.Differences(Key, Answers(Second, First), Answers(Second, First)));
    }

    [Fact]
    public void A_lost_version_is_found() => Assert.Single(KeyCheck.Differences(Key, [Second, First], Answers(Second)));

    [Fact]
    public void A_version_that_nobody_wrote_is_found() => Assert.Single(KeyCheck.Differences(Key, [Second], Answers(Second, First)));

    [Fact]
    public void A_wrong_winner_is_found() =>
        Assert.Single(KeyCheck.Differences(Key, [Second, First], Answers(Second, First) with { Latest = EntryOf(First) }));

    [Fact]
    public void The_right_value_of_the_wrong_event_is_found() =>
        Assert.Single(KeyCheck.Differences(Key, [Second], Answers(Second) with { Latest = EntryOf(Second with { Id = "dd" }) }));

    [Fact]
    public void A_key_that_came_back_from_its_deletion_is_found() =>
        Assert.Single(KeyCheck.Differences(Key, [Deletion, First], Answers(Deletion, First) with { Latest = EntryOf(First) }));

    [Fact]
    public void Regions_that_name_different_origins_are_found()
    {
        var elsewhere = Answers(Second) with { History = [VersionOf(Second) with { Origin = "us" }] };

        Assert.Single(KeyCheck.Differences(Key, Answers(Second), elsewhere));
    }

    [Fact]
    public void The_ledger_orders_versions_newest_first_by_time_and_then_by_id()
    {
        var ledger = new Ledger();
        var tied = Second with { Id = "bc" };
        foreach (var entry in new[] { First, tied, Second, Second })
            ledger.Note(entry);

        Assert.Equal([tied, Second, First], ledger.Keys.Single());
        Assert.Equal(3, ledger.Count);
    }

    private static KeyAnswers Answers(params LedgerEntry[] newestFirst) =>
        new("eu", newestFirst[0].Text is null ? null : EntryOf(newestFirst[0]), [.. newestFirst.Select(VersionOf)]);

    private static Entry EntryOf(LedgerEntry entry) => new(entry.Key, entry.Id, entry.TimestampMs, "eu", Encoding.UTF8.GetBytes(entry.Text!));

    private static KeyVersion VersionOf(LedgerEntry entry) =>
        new() { Id = entry.Id, Timestamp = entry.TimestampMs, Origin = "eu", Deleted = entry.Text is null, Size = entry.Text?.Length ?? 0 };
}
