using Aevrion.Core.Tree;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Tests.Postgres;
using Aevrion.Storage.Tree;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aevrion.Storage.Tests.Verification;

/// <summary>Verifies while silos write, take digests, make filters and begin eras: nothing is wrong, and nothing is said to be.</summary>
public sealed class ConcurrentVerificationTests : IAsyncLifetime
{
    private const int Writers = 4;
    private const int Batches = 80;

    private VerifiedRegion? _region;

    private VerifiedRegion Region => _region!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _region = await VerifiedRegion.CreateAsync();

    public ValueTask DisposeAsync() => Region.DisposeAsync();

    [Fact]
    public async Task There_is_no_false_alarm()
    {
        var writing = WriteAsync();
        var runs = 0;
        while (!writing.IsCompleted)
        {
            var heard = new HeardMismatches();
            var report = await Region.RunAsync(heard, held: Region.Region.Store.Filters);
            Assert.True(report.Mismatches == 0, $"{report}\n{heard}");
            runs++;
        }

        await writing;
        Assert.True(runs > 2);
        await Region.AssertSoundAsync();
    }

    [Fact]
    public async Task What_is_wrong_is_found_and_mended_while_others_write()
    {
        await Region.Region.ExecuteAsync(
            """
            update aevrion.tree_node set count = count + 7, digest = sha256('wrong'), digest_count = count + 7 where index % 3 = 0;
            delete from aevrion.tree_node where index % 3 = 1 and level in (1, 4);
            update aevrion.event set era = 0 where ts % 5 = 0
            """);
        var writing = WriteAsync(takesDigests: false);
        var heard = new HeardMismatches();
        var report = await Region.RunAsync(heard, repair: true);
        await writing;
        Assert.True(report is { Mismatches: > 0, Remaining: 0 }, $"{report}\n{heard}");
        await Region.AssertSoundAsync();
        await Region.Region.AssertCountsEqualRecountAsync();
    }

    /// <summary>Writes, in several silos at once, into the leaves and eras that are there and behind them.</summary>
    private async Task WriteAsync(bool takesDigests = true)
    {
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                await using var silo = await RegionDatabase.OpenAsync(Region.Region.Options, new(MinEvents: 100, MinGapMs: 1));
                var refresher = new TreeRefresher(silo.Store);
                var keeper = silo.Store.UpkeepOfFilters(NullLogger.Instance);
                var random = new Random(writer);
                for (var batch = 0; batch < Batches; batch++)
                {
                    var events = Enumerable.Range(0, 20).Select(i => SampleEvents.Put(
                        $"{writer}/{batch}/{i}", "v", SampleEvents.Noon + random.Next(100_000) + (i % 2 * batch * 3_000))).ToArray();
                    await silo.Store.AppendAsync(events, default, Cancellation);
                    if (batch % 10 == 3)
                        await keeper.RunAsync(Cancellation);
                    if (takesDigests && batch % 5 == 4)
                        await refresher.RefreshAsync(new NodeAddress(silo.Options.Shape.HighestLevel, 0), Cancellation);
                }
            },
            Cancellation)));
    }
}
