using Aevrion.Storage.Filters;
using Aevrion.Storage.Rebuild;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Verification;

namespace Aevrion.Storage.Tests.Verification;

/// <summary>Whatever is damaged behind the region's back is named, and what is derived can be mended.</summary>
public sealed class VerificationTests : IAsyncLifetime
{
    private VerifiedRegion? _region;

    private VerifiedRegion Region => _region!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _region = await VerifiedRegion.CreateAsync();

    public ValueTask DisposeAsync() => Region.DisposeAsync();

    [Fact]
    public async Task A_sound_region_has_no_mismatch_and_everything_was_looked_at()
    {
        var heard = new HeardMismatches();
        var report = await Region.RunAsync(heard, repair: true);
        Assert.True(heard.HasBegun);
        Assert.Empty(heard.Mismatches);
        Assert.Equal(VerifiedRegion.Events, report.Events);
        Assert.Equal(await Region.Region.ReadAsync<long>("select count(*) from aevrion.tree_node"), report.Nodes);
        Assert.Equal(await Region.Region.ReadAsync<long>("select count(*) from aevrion.era"), report.Eras);
        Assert.Equal((0, 0, false), (report.Mismatches, report.Remaining, report.WasRepaired));
        Assert.Equal((RebuildPhase.Keys, VerifiedRegion.Events, VerifiedRegion.Events), heard.Progress.Now);
    }

    public static TheoryData<string, string[]> DerivedDamages => new()
    {
        { "update aevrion.tree_node set count = count + 1 where level = 0 and index % 3 = 0", [MismatchKinds.NodeCount] },
        { "update aevrion.tree_node set count = count + 1, digest_count = count + 1 where level = 2", [MismatchKinds.NodeCount, MismatchKinds.NodeDigest] },
        { "update aevrion.tree_node set count = count * 2 where level > 6", [MismatchKinds.NodeCount] },
        { "update aevrion.tree_node set digest = sha256('wrong')", [MismatchKinds.NodeDigest] },
        { "update aevrion.tree_node set digest = sha256('wrong') where level = 9", [MismatchKinds.NodeDigest] },
        { "update aevrion.tree_node set digest_count = count + 1 where level = 3", [MismatchKinds.NodeDigest] },
        { "update aevrion.tree_node set digest = null where level = 0 and index % 2 = 0", [MismatchKinds.NodeDigest] },
        { "delete from aevrion.tree_node where level = 1 and index % 2 = 0", [MismatchKinds.NodeCount] },
        { "delete from aevrion.tree_node where level = 5", [MismatchKinds.NodeCount] },
        { "truncate aevrion.tree_node", [MismatchKinds.NodeCount] },
        { "insert into aevrion.tree_node (level, index, count) values (0, 5, 9), (5, 77, 1), (40, 1, 1)", [MismatchKinds.NodeCount] },
        { "update aevrion.event set era = 0 where ts % 7 = 0 and era > 0", [MismatchKinds.EventEra, MismatchKinds.KeyFilter] },
        { "drop index aevrion.event_key", [MismatchKinds.KeyIndex] },
        { "update pg_index set indisvalid = false where indexrelid = 'aevrion.event_key'::regclass", [MismatchKinds.KeyIndex] },
        {
            "update aevrion.key_filter set filter = decode(repeat('00', octet_length(filter)), 'hex') where era = 1",
            [MismatchKinds.KeyFilter]
        },
    };

    [Theory]
    [MemberData(nameof(DerivedDamages))]
    public async Task What_is_derived_and_wrong_is_named_and_mended(string damage, string[] kinds)
    {
        await Region.Region.ExecuteAsync(damage);

        var seen = new HeardMismatches();
        var found = await Region.RunAsync(seen);
        Assert.Equal(kinds.Order(StringComparer.Ordinal), seen.Kinds);
        Assert.Equal(seen.Mismatches.Count, found.Mismatches);
        Assert.Equal(found.Mismatches, found.Remaining);
        Assert.Equal(found.Mismatches, found.ByKind.Values.Sum());
        Assert.All(seen.Mismatches, mismatch => Assert.True(mismatch.IsDerived && mismatch.Expected != mismatch.Found && mismatch.Where.Length > 0));

        var repaired = await Region.RunAsync(new HeardMismatches(), repair: true);
        Assert.Equal((found.Mismatches, 0, true), (repaired.Mismatches, repaired.Remaining, repaired.WasRepaired));
        await Region.AssertSoundAsync();
        await Region.Region.AssertErasAsync();
        await Region.Region.AssertCountsEqualRecountAsync();
    }

    public static TheoryData<string, string> EventDamages => new()
    {
        { "update aevrion.event set value = 'other' where key = 'series/000123'", MismatchKinds.EventId },
        { "update aevrion.event set value = null where key = 'series/000123'", MismatchKinds.EventId },
        { "update aevrion.event set value = '' where key = 'series/000123'", MismatchKinds.EventId },
        { "update aevrion.event set key = 'series/other' where key = 'series/000123'", MismatchKinds.EventId },
        { "update aevrion.event set id = sha256('other') where key = 'series/000123'", MismatchKinds.EventId },
        { "update aevrion.event set key = '' where key = 'series/000123'", MismatchKinds.EventRule },
        { "update aevrion.event set value = decode(repeat('00', 1048577), 'hex') where key = 'series/000123'", MismatchKinds.EventRule },
        { "update aevrion.event set parents = '\\x00' where key = 'series/000123'", MismatchKinds.EventRule },
        { "update aevrion.event set origin = 77 where key = 'series/000123'", MismatchKinds.EventOrigin },
    };

    [Theory]
    [MemberData(nameof(EventDamages))]
    public async Task A_damaged_event_is_named_and_a_repair_moves_it_to_the_quarantine(string damage, string kind)
    {
        await Region.Region.ExecuteAsync(damage);

        var heard = new HeardMismatches();
        var found = await Region.RunAsync(heard);
        var mismatch = Assert.Single(heard.Mismatches, mismatch => mismatch.Kind == kind);
        Assert.False(mismatch.IsDerived);
        Assert.Equal(SampleEvents.Noon + (123 * 137), mismatch.Timestamp);
        Assert.Equal((found.Mismatches, 0L), (found.Remaining, found.Quarantined));
        Assert.Equal(
            mismatch.Id!.Value.ToArray(),
            await Region.Region.ReadAsync<byte[]>($"select id from aevrion.event where ts = {mismatch.Timestamp}"));

        var repaired = await Region.RunAsync(new HeardMismatches(), repair: true);
        Assert.Equal((1, 0, true, 1), (repaired.ByKind[kind], repaired.Remaining, repaired.WasRepaired, repaired.Quarantined));
        Assert.Equal(0, await Region.Region.ReadAsync<long>($"select count(*) from aevrion.event where ts = {mismatch.Timestamp}"));
        Assert.Equal(kind, await Region.Region.ReadAsync<string>("select reason from aevrion.quarantine"));
        Assert.Equal(mismatch.Id.Value.ToArray(), await Region.Region.ReadAsync<byte[]>("select id from aevrion.quarantine"));
        await Region.AssertSoundAsync();
        await Region.Region.AssertCountsEqualRecountAsync();
    }

    [Fact]
    public async Task A_damaged_event_is_told_with_the_id_that_its_content_has()
    {
        await Region.Region.ExecuteAsync("update aevrion.event set value = 'other' where key = 'series/000123'");
        var heard = new HeardMismatches();
        await Region.RunAsync(heard);
        var mismatch = Assert.Single(heard.Mismatches);
        Assert.Equal(SampleEvents.Put("series/000123", "other", SampleEvents.Noon + (123 * 137)).Id.ToString(), mismatch.Expected);
        Assert.Equal(SampleEvents.Put("series/000123", "value 123", SampleEvents.Noon + (123 * 137)).Id, mismatch.Id);
    }

    [Fact]
    public async Task An_event_that_vanished_or_changed_its_time_is_missed_in_the_tree()
    {
        await Region.Region.ExecuteAsync("delete from aevrion.event where key = 'series/000300'; update aevrion.event set ts = ts + 5000 where key = 'series/000301'");
        var heard = new HeardMismatches();
        await Region.RunAsync(heard);
        Assert.Equal([MismatchKinds.EventId, MismatchKinds.NodeCount, MismatchKinds.NodeDigest], heard.Kinds);
    }

    [Fact]
    public async Task Events_that_the_index_of_keys_does_not_lead_to_are_named()
    {
        await Region.Region.ExecuteAsync("update pg_index set indisready = false, indisvalid = false where indexrelid = 'aevrion.event_key'::regclass");
        await Region.Region.DataSource.ReloadTypesAsync(Cancellation);
        await Region.Region.Store.AppendAsync(SampleEvents.Series(3, stepMs: 1, "hidden", SampleEvents.Noon + 1_000_000), default, Cancellation);
        await Region.Region.ExecuteAsync("update pg_index set indisready = true, indisvalid = true where indexrelid = 'aevrion.event_key'::regclass");

        var heard = new HeardMismatches();
        await Region.RunAsync(heard);

        Assert.Equal(["hidden/000000", "hidden/000001", "hidden/000002"], heard.Mismatches.Select(mismatch => mismatch.Key).Order());
        Assert.Equal([MismatchKinds.KeyIndex], heard.Kinds);
        Assert.Equal(0, (await Region.RunAsync(new HeardMismatches(), repair: true)).Remaining);
        await Region.AssertSoundAsync();
    }

    [Fact]
    public async Task A_filter_in_this_silos_memory_that_hides_keys_is_found()
    {
        var truth = await Region.Region.ReadAsync<long>("select changes from aevrion.era where number = 1");
        var held = new KeyFilters();
        held.Replace([new EraFilter(1, truth, KeyFilter.For(0))]);
        var heard = new HeardMismatches();
        await Region.RunAsync(heard, held: held);
        Assert.Equal([MismatchKinds.KeyFilter], heard.Kinds);
        Assert.All(heard.Mismatches, mismatch => Assert.Equal(1, mismatch.Era));

        held.Replace([new EraFilter(1, truth + 1, KeyFilter.For(0))]);
        Assert.Equal(0, (await Region.RunAsync(new HeardMismatches(), held: held)).Mismatches);
    }

    [Fact]
    public async Task Broken_spans_of_eras_are_named_and_everything_else_is_still_verified()
    {
        await Region.Region.ExecuteAsync(
            "update aevrion.era_span set from_ms = from_ms + 1 where number = 1; update aevrion.event set value = 'other' where key = 'series/000123'");
        var heard = new HeardMismatches();
        await Region.RunAsync(heard, repair: true);
        Assert.Equal([MismatchKinds.EraSpans, MismatchKinds.EventId], heard.Kinds.Order());
    }

    [Fact]
    public async Task What_is_beyond_the_limit_is_counted_and_not_named()
    {
        Region.MaxNamed = 10;
        await Region.Region.ExecuteAsync("update aevrion.event set value = 'other'");
        var heard = new HeardMismatches();
        var report = await Region.RunAsync(heard);
        Assert.Equal(10, heard.Mismatches.Count);
        Assert.Equal(VerifiedRegion.Events, report.Mismatches);
    }

    [Fact]
    public async Task Other_checks_run_in_their_order_and_mend_what_they_find()
    {
        var order = new List<string>();
        Region.Checks.AddRange([new CountingCheck("first", order), new CountingCheck("second", order) { Wrong = true }, new CountingCheck("third", order)]);

        var heard = new HeardMismatches();
        var report = await Region.RunAsync(heard, repair: true);

        Assert.Equal(["first", "second", "third", "second mended", "first", "second", "third"], order);
        Assert.Equal("second", Assert.Single(heard.Mismatches).Kind);
        Assert.Equal((1, 0), (report.Mismatches, report.Remaining));
    }

    [Fact]
    public async Task What_a_repair_did_not_mend_is_named_again()
    {
        Region.Checks.Add(new CountingCheck("stubborn", []) { Wrong = true, IsStubborn = true });
        var heard = new HeardMismatches();
        var report = await Region.RunAsync(heard, repair: true);
        Assert.Equal([false, true], heard.Mismatches.Select(mismatch => mismatch.IsAfterRepair));
        Assert.Equal((1, 1), (report.Mismatches, report.Remaining));
    }

    [Fact]
    public async Task A_second_verification_and_a_rebuild_are_refused_while_one_runs()
    {
        await Region.Region.ExecuteAsync("update aevrion.event set value = 'other' where key = 'series/000123'");
        var heard = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var running = Region.RunAsync(new HeardMismatches
        {
            Hears = () =>
            {
                heard.TrySetResult();
                return goOn.Task;
            },
        });
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        var second = new HeardMismatches();
        await Assert.ThrowsAsync<RebuildRefusedException>(() => Region.RunAsync(second));
        Assert.False(second.HasBegun);

        goOn.SetResult();
        Assert.Equal(1, (await running).Mismatches);
        Assert.Equal(1, (await Region.RunAsync(second)).Mismatches);
    }
}
