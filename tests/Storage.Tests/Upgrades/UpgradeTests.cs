using System.Globalization;
using Aevrion.Core.Tree;
using Aevrion.Storage.Backup;
using Aevrion.Storage.Tests.Backup;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Tests.Postgres;
using Aevrion.Storage.Tests.Verification;
using Aevrion.Storage.Verification;
using Aevrion.Testing.PostgreSql;
using Npgsql;

namespace Aevrion.Storage.Tests.Upgrades;

/// <summary>
/// Databases of earlier builds, one at each level of the schema, dumped when they were at it: this build migrates them, finds them sound, answers what is in them,
/// and goes on.
/// </summary>
public sealed class UpgradeTests
{
    private const int BatchesSince = 9;
    private const int LaterParentsSince = 10;

    private static readonly TreeShape Shape = new(1_000, 4);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int> Levels { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "level-*.sql").Select(file => int.Parse(Path.GetFileNameWithoutExtension(file)["level-".Length..], CultureInfo.InvariantCulture)).Order(),
    ];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Upgrades", "Levels");

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task A_database_of_an_earlier_level_is_migrated_sound_complete_and_usable(int level)
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancellation);
        await LoadAsync(database.ConnectionString, level);
        await using var region = await RegionDatabase.OpenAsync(database.ConnectionString, Shape);

        var recorded = await ReadBackup.OfAsync(await File.ReadAllBytesAsync(RecordedBackupTests.Path, Cancellation));
        Assert.Equal(recorded.Events.Select(item => Expected(item, level)), (await EventsAsync(region)).Select(ReadBackup.Describe));
        await AssertSoundAsync(region);
        foreach (var latest in recorded.Events.GroupBy(item => item.Event.Key).Select(versions => versions.MaxBy(item => item.Event.Stamp).Event))
            Assert.Equal(latest.Id, (await region.Store.ReadLatestAsync(latest.Key, Cancellation))!.Id);

        Assert.True(Assert.Single(await region.Store.AppendAsync([SampleEvents.Put("series/000001", "new", SampleEvents.Noon + 1_000_000)], Cancellation)));
        Assert.Equal("new"u8.ToArray(), (await region.Store.ReadLatestAsync("series/000001", Cancellation))!.Value!.Value.ToArray());
        await AssertSoundAsync(region);
        await region.AssertCountsEqualRecountAsync();
    }

    [Fact]
    public void There_is_a_database_of_every_earlier_level() =>
        Assert.Equal(Enumerable.Range(1, 12), Levels.Select(row => row.Data));

    [Fact]
    public async Task A_database_of_a_later_build_is_refused_with_a_message_that_says_so()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancellation);
        await using (var region = await RegionDatabase.OpenAsync(database.ConnectionString, Shape))
            await region.ExecuteAsync("insert into aevrion.migration (version, name) values ((select max(version) + 1 from aevrion.migration), 'to_come')");
        var refused = await Assert.ThrowsAsync<StorageConfigurationException>(() => RegionDatabase.OpenAsync(database.ConnectionString, Shape));
        Assert.Contains("a later build has upgraded it", refused.Message, StringComparison.Ordinal);
    }

    private static async Task LoadAsync(string connectionString, int level)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancellation);
        var script = await File.ReadAllTextAsync(Path.Combine(Folder, $"level-{level:d2}.sql"), Cancellation);
        await using (var command = new NpgsqlCommand(script, connection))
            await command.ExecuteNonQueryAsync(Cancellation);
        await using var version = new NpgsqlCommand("select max(version) from aevrion.migration", connection);
        Assert.Equal(level, await version.ExecuteScalarAsync(Cancellation));
    }

    private static async Task<IReadOnlyList<BackedUpEvent>> EventsAsync(RegionDatabase region)
    {
        using var output = new MemoryStream();
        await using (var snapshot = await new PostgresBackupSource(region.DataSource, Shape).OpenAsync("eu", 0, Cancellation))
            Assert.Null(await snapshot.WriteAsync(output, Cancellation));
        var read = await ReadBackup.OfAsync(output.ToArray());
        Assert.Null(read.Refusal);
        return read.Events;
    }

    /// <summary>Earlier levels had no place for batches, and for parents that are found later.</summary>
    private static string Expected(BackedUpEvent item, int level)
    {
        var old = item.Event;
        var kept = Core.Events.Event.Restore(
            old.Key, old.Value, old.Timestamp, old.Id, old.Origin, old.Parents, level >= BatchesSince ? old.Batch : null);
        return ReadBackup.Describe(new BackedUpEvent(kept, level >= LaterParentsSince ? item.LaterParents : []));
    }

    private static async Task AssertSoundAsync(RegionDatabase region)
    {
        var heard = new HeardMismatches();
        var report = await new PostgresVerification(region.Store, region.DataSource, [], TimeProvider.System)
            .RunAsync(repair: false, heard, heard.Progress, Cancellation);
        Assert.True(report is { Mismatches: 0, Events: > 50 }, $"{report}\n{heard}");
    }
}
