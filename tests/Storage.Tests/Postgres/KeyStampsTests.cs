using Aevrion.Storage.Postgres.Scanning;
using Aevrion.Testing.PostgreSql;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>What trees of limited tokens are made of.</summary>
public sealed class KeyStampsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_stamps_of_permitted_keys_are_read_in_order_and_no_others()
    {
        await using var database = await PostgresDatabase.CreateAsync(Cancellation);
        await using var region = await RegionDatabase.OpenAsync(database.ConnectionString);
        string[] keys = ["a", "a/", "a/1", "a/😀", "a0", "A/1", "b/%", "b/_", "b\\", "c", "\uffff"];
        var events = keys.SelectMany((key, i) => new[] { Put(key, "old", Noon - (i * 70_000)), Put(key, "new", Noon + i), Delete(key, Noon + i + 100) }).ToArray();
        await region.Store.AppendAsync(events, Cancellation);
        var stamps = new PostgresKeyStamps(region.DataSource);

        foreach (string[] prefixes in (string[][])[["a/"], ["a/", "b/%"], ["b\\", "c"], ["\uffff"], ["nobody/"]])
        {
            var expected = events.Where(@event => Array.Exists(prefixes, prefix => @event.Key.StartsWith(prefix, StringComparison.Ordinal))).Select(@event => @event.Stamp).Order().ToList();
            Assert.Equal(expected, await stamps.ReadStampsAsync(prefixes, most: events.Length, Cancellation));
            Assert.Equal(expected, await stamps.ReadStampsAsync(prefixes, most: expected.Count, Cancellation));
            if (expected.Count > 0)
                Assert.Null(await stamps.ReadStampsAsync(prefixes, most: expected.Count - 1, Cancellation));
        }
    }
}
