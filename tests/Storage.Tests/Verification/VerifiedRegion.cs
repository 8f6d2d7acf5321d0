using Aevrion.Core.Tree;
using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres.Eras;
using Aevrion.Storage.Rebuild;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Tests.Postgres;
using Aevrion.Storage.Verification;
using Aevrion.Testing.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aevrion.Storage.Tests.Verification;

/// <summary>A region's database with several eras, their filters, and a tree with all its digests, to be damaged and verified.</summary>
internal sealed class VerifiedRegion : IAsyncDisposable
{
    public const int Events = 600;

    private static readonly EraLimits SmallEras = new(MinEvents: 100, MinGapMs: 1);
    private static readonly TreeShape Shape = new(granularityMs: 1_000, branchingFactor: 4);

    private readonly PostgresDatabase _database;

    private VerifiedRegion(PostgresDatabase database, RegionDatabase region) => (_database, Region) = (database, region);

    public RegionDatabase Region { get; }

    /// <summary>What else is verified.</summary>
    public List<IDerivedCheck> Checks { get; } = [];

    /// <summary>How much is read at once.</summary>
    public SpanLimits Limits { get; set; } = new() { PageEvents = 150, MaxEvents = 200 };

    public int MaxNamed { get; set; } = VerificationLimits.MaxNamed;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<VerifiedRegion> CreateAsync()
    {
        var database = await PostgresDatabase.CreateAsync(Cancellation);
        var region = new VerifiedRegion(database, await RegionDatabase.OpenAsync(database.ConnectionString, Shape, limits: SmallEras));
        foreach (var batch in SampleEvents.Series(Events, stepMs: 137).Chunk(20))
            await region.Region.Store.AppendAsync(batch, default, Cancellation);
        var keeper = region.Region.Store.UpkeepOfFilters(NullLogger.Instance);
        await keeper.RunAsync(Cancellation);
        await keeper.RunAsync(Cancellation);
        await region.RebuildAsync();
        await keeper.RunAsync(Cancellation);
        await keeper.RunAsync(Cancellation);
        Assert.True(await region.Region.ReadAsync<long>("select count(*) from aevrion.key_filter where filter is not null") > 3);
        return region;
    }

    public Task<RebuildReport> RebuildAsync() =>
        new PostgresRebuild(Region.DataSource, Shape, TimeProvider.System, Limits).RunAsync(wantsKeyIndex: false, new RebuildProgress(), Cancellation);

    public Task<VerificationReport> RunAsync(HeardMismatches heard, bool repair = false, KeyFilters? held = null) =>
        new PostgresVerification(Region.DataSource, Shape, held ?? new KeyFilters(), Checks, TimeProvider.System, Limits, MaxNamed)
            .RunAsync(repair, heard, heard.Progress, Cancellation);

    /// <summary>Fails unless nothing is wrong.</summary>
    public async Task AssertSoundAsync()
    {
        var heard = new HeardMismatches();
        var report = await RunAsync(heard);
        Assert.Empty(heard.Mismatches);
        Assert.Equal((0, 0), (report.Mismatches, report.Remaining));
    }

    public async ValueTask DisposeAsync()
    {
        await Region.DisposeAsync();
        await _database.DisposeAsync();
    }
}
