using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Backup;
using Aevrion.Storage.Conflicts;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Tests.Postgres;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Storage.Tests.Backup;

/// <summary>A region's database with events of every kind, to be backed up.</summary>
internal sealed class BackedUpRegion : IAsyncDisposable
{
    public const long TakenAt = SampleEvents.Noon + 1_000_000_000;

    private static readonly Hash256 Parent = SampleEvents.Put("p", "p", 1).Id;
    private static readonly Hash256 Later = SampleEvents.Put("q", "q", 2).Id;

    private readonly PostgresDatabase _database;

    private BackedUpRegion(PostgresDatabase database, RegionDatabase region) => (_database, Region) = (database, region);

    public RegionDatabase Region { get; }

    /// <summary>The events in their order, with the parents that were found later.</summary>
    public IReadOnlyList<BackedUpEvent> Events { get; private set; } = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<BackedUpRegion> CreateAsync(int series = 200, int largestValueBytes = EventLimits.MaxValueBytes)
    {
        var database = await PostgresDatabase.CreateAsync(Cancellation);
        var region = new BackedUpRegion(database, await RegionDatabase.OpenAsync(database.ConnectionString, new TreeShape(1_000, 4)));
        await region.FillAsync(series, largestValueBytes);
        return region;
    }

    /// <summary>The backup as bytes.</summary>
    public async Task<byte[]> BackUpAsync()
    {
        using var output = new MemoryStream();
        Assert.Null(await WriteAsync(output));
        return output.ToArray();
    }

    /// <summary>Writes the backup; answers why it is not whole.</summary>
    public async Task<string?> WriteAsync(Stream output)
    {
        var source = new PostgresBackupSource(Region.DataSource, Region.Options.Shape);
        await using var snapshot = await source.OpenAsync("eu", TakenAt, Cancellation);
        return await snapshot.WriteAsync(output, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Region.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task FillAsync(int series, int largestValueBytes)
    {
        var batch = new EventBatch(0x0102030405060708, 300);
        var shared = SampleEvents.Put("shared", "same", SampleEvents.Noon + 5, "us", Parent);
        Event[] events =
        [
            .. SampleEvents.Series(series, stepMs: 137),
            .. SampleEvents.Tie("tie", SampleEvents.Noon + 3, 5),
            SampleEvents.Delete("gone", SampleEvents.Noon + 4, "ap"),
            SampleEvents.Put("empty", "", SampleEvents.Noon + 4),
            SampleEvents.PutBytes(new string('k', EventLimits.MaxKeyBytes), new byte[largestValueBytes], SampleEvents.Noon + 6),
            SampleEvents.Put("schlüssel/\n", "x", 0, "us", [.. Enumerable.Repeat(Parent, EventLimits.MaxParents)]),
            SampleEvents.Put("last", "x", EventLimits.MaxTimestamp),
            Event.Create("batch/1", "1"u8.ToArray(), SampleEvents.Noon + 7, "eu", [], batch),
            Event.Create("batch/2", null, SampleEvents.Noon + 7, "eu", [Later], batch),
            shared,
        ];
        foreach (var chunk in events.Chunk(2_000))
            await Region.Store.AppendAsync(chunk, default, Cancellation);
        await Region.Store.Conflicts().AddParentsAsync([new KeyLineage("shared", shared.Stamp, [Later])], Cancellation);
        Events = [.. events.OrderBy(item => item.Stamp).Select(item => new BackedUpEvent(item, item == shared ? ImmutableArray.Create(Later) : []))];
    }
}
