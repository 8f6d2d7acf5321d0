using Aevrion.Core.Tree;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Tree;

namespace Aevrion.Storage.Tests.Verification;

/// <summary>What becomes of events that a repair takes out of the log, and of what rests on them.</summary>
public sealed class QuarantineTests : IAsyncLifetime
{
    private VerifiedRegion? _region;

    private VerifiedRegion Region => _region!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _region = await VerifiedRegion.CreateAsync();

    public ValueTask DisposeAsync() => Region.DisposeAsync();

    [Theory]
    [InlineData("update aevrion.event set value = 'other' where key like 'series/0001%'")]
    [InlineData("update aevrion.event set id = sha256(id) where key like 'series/0001%'")]
    [InlineData("update aevrion.event set key = '' where key like 'series/0001%'")]
    public async Task What_is_appended_again_makes_the_region_what_it_was(string damage)
    {
        var before = await DigestAsync();
        await Region.Region.ExecuteAsync(damage);
        var report = await Region.RunAsync(new HeardMismatches(), repair: true);
        Assert.Equal((100, 0), (report.Quarantined, report.Remaining));
        Assert.NotEqual(before, await DigestAsync());
        Assert.Equal(VerifiedRegion.Events - 100, await Region.Region.Store.CountAsync(Cancellation));

        var again = SampleEvents.Series(VerifiedRegion.Events, stepMs: 137).Where(item => item.Key.StartsWith("series/0001", StringComparison.Ordinal)).ToList();
        Assert.All(await Region.Region.Store.AppendAsync(again, Cancellation), Assert.True);
        Assert.Equal(before, await DigestAsync());
        await Region.AssertSoundAsync();
        await Region.Region.AssertCountsEqualRecountAsync();
    }

    [Fact]
    public async Task The_row_is_kept_as_it_was_found()
    {
        await Region.Region.ExecuteAsync("update aevrion.event set value = 'other', parents = sha256('p'), batch = '\\x0102' where key = 'series/000123'");
        await Region.RunAsync(new HeardMismatches(), repair: true);
        Assert.Equal("series/000123", await Region.Region.ReadAsync<string>("select convert_from(key, 'UTF8') from aevrion.quarantine"));
        Assert.Equal("other"u8.ToArray(), await Region.Region.ReadAsync<byte[]>("select value from aevrion.quarantine"));
        Assert.True(await Region.Region.ReadAsync<bool>("select parents = sha256('p') and batch = '\\x0102' and origin = 1 from aevrion.quarantine"));
    }

    [Fact]
    public async Task A_node_whose_only_event_goes_goes_with_it()
    {
        await Region.Region.Store.AppendAsync([SampleEvents.Put("alone", "x", 5)], default, Cancellation);
        await Region.Region.ExecuteAsync("update aevrion.event set value = 'y' where key = 'alone'");
        Assert.Equal(1, (await Region.RunAsync(new HeardMismatches(), repair: true)).Quarantined);
        Assert.Equal(0, await Region.Region.ReadAsync<long>("select count(*) from aevrion.tree_node where level = 0 and index = 0"));
        await Region.AssertSoundAsync();
    }

    [Fact]
    public async Task Checks_of_what_rests_on_events_mend_it_after_the_events_are_gone()
    {
        var order = new List<string>();
        Region.Checks.Add(new CountingCheck("list", order));
        await Region.Region.ExecuteAsync("update aevrion.event set value = 'other' where key = 'series/000123'");
        await Region.RunAsync(new HeardMismatches(), repair: true);
        Assert.Equal(["list", "list mended", "list"], order);
    }

    [Fact]
    public async Task Nothing_is_moved_without_a_repair()
    {
        await Region.Region.ExecuteAsync("update aevrion.event set value = 'other' where key = 'series/000123'");
        await Region.RunAsync(new HeardMismatches());
        Assert.Equal(0, await Region.Region.ReadAsync<long>("select count(*) from aevrion.quarantine"));
    }

    [Fact]
    public async Task Counts_are_right_when_others_write_beside_a_repair()
    {
        await Region.Region.ExecuteAsync("update aevrion.event set value = 'other' where key like 'series/0001%'");
        var writing = Task.Run(
            async () =>
            {
                for (var batch = 0; batch < 100; batch++)
                    await Region.Region.Store.AppendAsync(SampleEvents.Series(10, stepMs: 700, $"beside/{batch}"), default, Cancellation);
            },
            Cancellation);
        Assert.Equal(100, (await Region.RunAsync(new HeardMismatches(), repair: true)).Quarantined);
        await writing;
        await Region.AssertSoundAsync();
        await Region.Region.AssertCountsEqualRecountAsync();
    }

    private async Task<string> DigestAsync() =>
        (await new TreeRefresher(Region.Region.Store).RefreshAsync(new NodeAddress(Region.Region.Options.Shape.HighestLevel, 0), Cancellation))!.Value.Digest.ToString();
}
