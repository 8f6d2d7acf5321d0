using Aevrion.Chaos.Checks;
using Aevrion.Linearizability.Histories;
using static Aevrion.Chaos.Tests.SoundRound;

namespace Aevrion.Chaos.Tests;

/// <summary>A check that never fails may be broken: each is shown a round in which one thing is wrong.</summary>
public sealed class CheckTests
{
    [Fact]
    public void A_round_that_kept_every_promise_passes() => Assert.Empty(AllChecks.ViolationsOf(Whole));

    [Fact]
    public void A_lost_or_changed_write_is_found()
    {
        Finds(new AcknowledgedWritesCheck(), With("us", region => region.WithEvents(Events.Except([Second]))));
        Finds(new AcknowledgedWritesCheck(), Whole with { Regions = [.. Whole.Regions.Select(region => region.WithEvents(Events.Except([Second])))] });
        Finds(new AcknowledgedWritesCheck(), With("us", region => region.WithEvents(Events.Select(item => item == Second ? item with { Value = "1-eu0-2" } : item))));
    }

    [Fact]
    public void A_write_that_nobody_made_is_found() => Finds(
        new InventedWritesCheck(), With("us", region => region.WithEvents([.. Events, Second with { Id = First.Id, Value = "from nowhere" }])));

    [Fact]
    public void A_write_of_which_nothing_was_said_to_be_written_is_found() => Finds(
        new InventedWritesCheck(), Whole with { Refused = [Second.Value!] });

    [Fact]
    public void A_write_that_is_there_twice_is_found() => Finds(
        new InventedWritesCheck(), With("eu", region => region.WithEvents([.. Events, Second with { Timestamp = 2_000, Id = Deletion.Id }])));

    [Fact]
    public void A_read_that_does_not_see_what_was_written_before_is_found() => Finds(new ReadsCheck(), With("eu", region =>
    {
        var recorder = new HistoryRecorder();
        recorder.BeginPut("eu0", First.Key, First.Value!).Done();
        recorder.BeginRead("eu1", First.Key).Read(null);
        return region with { Operations = recorder.Operations };
    }));

    [Fact]
    public void A_refusal_that_names_a_version_that_is_nowhere_is_found() => Finds(
        new ReadsCheck(), With("eu", region => region.WithEvents(Events.Except([Second]))));

    [Fact]
    public void A_change_that_a_watch_left_out_is_found() => Finds(new WatchCheck(), With("us", region => Tell(region, "one", told => told.RemoveAt(2))));

    [Fact]
    public void A_change_that_a_watch_repeated_is_found() => Finds(new WatchCheck(), With("us", region => Tell(region, "other", told => told.Add(told[0]))));

    [Fact]
    public void Changes_in_another_order_than_their_writes_are_found()
    {
        var round = With("eu", region => Tell(Tell(region, "one", told => told.Reverse(0, 2)), "other", told => told.Reverse(0, 2)));
        Finds(new WatchCheck(), round);
    }

    [Fact]
    public void Watches_that_differ_in_their_order_are_found() => Finds(new WatchCheck(), With("eu", region => Tell(region, "one", told => told.Reverse(3, 2))));

    [Fact]
    public void Regions_that_know_different_things_of_an_event_are_found()
    {
        Finds(new EqualRegionsCheck(), With("us", region => region.WithEvents(Events.Select(item => item == Second ? item with { Parents = [] } : item))));
        Finds(new EqualRegionsCheck(), With("us", region => region.WithEvents(Events.Select(item => item == Second ? item with { Origin = "us" } : item))));
        Finds(new EqualRegionsCheck(), With("us", region => region with { Digest = "another" }));
    }

    [Fact]
    public void A_conflict_that_is_not_listed_or_is_none_is_found()
    {
        Finds(new ConflictCheck(), With("us", region => region with { Conflicts = [] }));
        Finds(new ConflictCheck(), With("us", region => region with { Conflicts = [.. region.Conflicts, new ListedConflict(First.Key, First.Id, Second.Id)] }));
    }

    [Fact]
    public void An_answer_that_is_not_what_the_table_holds_is_found()
    {
        Finds(new AnswersCheck(), With("us", region => region with { Scan = [.. region.Scan.Skip(1)] }));
        Finds(new AnswersCheck(), With("us", region => region with { Scan = [.. region.Scan, (Deletion.Key, Value.Id, Value.Value)] }));
        Finds(new AnswersCheck(), With("us", region => region with { Log = [.. region.Log.Skip(1)] }));
        Finds(new AnswersCheck(), With("us", region => region with { Reads = [(First.Key, 1_000, Second.Id)] }));
        Finds(new AnswersCheck(), With("us", region => region with { Reads = [(Deletion.Key, long.MaxValue, Value.Id)] }));
    }

    [Fact]
    public void A_process_that_ended_by_itself_is_found() => Finds(new FailuresCheck(), Whole with { Failures = ["it ended"] });

    [Fact]
    public void A_round_that_lost_something_has_another_seal() =>
        Assert.NotEqual(EventTable.Seal(Events), EventTable.Seal(Events.Select(item => item == Second ? item with { Value = "another" } : item)));

    private static void Finds(ICheck check, RoundRecord broken) => Assert.NotEmpty(check.Violations(broken));

    private static RegionRecord Tell(RegionRecord region, string watch, Action<List<Workload.WatchedChange>> change)
    {
        var told = region.Watches[watch].ToList();
        change(told);
        var watches = new Dictionary<string, IReadOnlyList<Workload.WatchedChange>>(region.Watches) { [watch] = told };
        return region with { Watches = watches };
    }
}
