using System.Text;

namespace Aevrion.Client.Tests.Contract;

public abstract class ScanContract(IRegionUrls region) : ClientContract(region)
{
    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Keys_with_a_prefix_come_in_the_order_of_their_bytes(int? pageSize)
    {
        string[] keys = [Key() + "/b", Key() + "/a b+%&", Key() + "/\uffff", Key() + "/😀", Key() + "/c"];
        await Db.BatchAsync(keys.Select(key => BatchOperation.Put(key, key)), Cancel);
        await Db.PutAsync(Key() + "/gone", "v", cancellationToken: Cancel);
        await Db.DeleteAsync(Key() + "/gone", cancellationToken: Cancel);

        var entries = await Db.ScanAsync(Key() + "/", new ScanOptions { PageSize = pageSize }, Cancel).ToListAsync(Cancel);

        Assert.Equal(keys.OrderBy(key => Convert.ToHexString(Encoding.UTF8.GetBytes(key)), StringComparer.Ordinal), entries.Select(entry => entry.Key));
        Assert.All(entries, entry => Assert.Equal((null, null, 64), (entry.Value, entry.Parents, entry.Id.Length)));
        Assert.Empty(await Db.ScanAsync(Key() + "/a b+%&c", cancellationToken: Cancel).ToListAsync(Cancel));
        Assert.Single(await Db.ScanAsync(Key() + "/a b+%", cancellationToken: Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Values_come_as_they_were_written()
    {
        var written = await Db.PutAsync(Key() + "1", new User("Alice", 30), cancellationToken: Cancel);
        await Db.PutAsync(Key() + "2", new User("Bob"), cancellationToken: Cancel);

        var users = await Db.ScanAsync<User>(Key(), cancellationToken: Cancel).ToListAsync(Cancel);
        Assert.Equal([new User("Alice", 30), new User("Bob")], users.Select(user => user.Value));
        Assert.Equal(written, new EventRef(users[0].Key, users[0].Id, users[0].Timestamp));
        Assert.NotEmpty(users[0].Origin);
        await Db.PutAsync(Key("typed"), new User("Carol"), UserContext.Default.User, cancellationToken: Cancel);
        var typed = await Db.ScanAsync(Key("typed"), UserContext.Default.User, cancellationToken: Cancel).ToListAsync(Cancel);
        Assert.Equal(new User("Carol"), Assert.Single(typed).Value);

        var raw = await Db.ScanAsync(Key(), new ScanOptions { IncludeValues = true, IncludeParents = true }, Cancel).FirstAsync(Cancel);
        Assert.Equal(raw.Value!.Value.Length, raw.Size);
        Assert.Empty(raw.Parents!);
    }

    [Fact]
    public async Task Keys_are_listed_as_they_were_at_a_time_and_behind_a_key()
    {
        await Db.PutAsync(Key() + "1", "old", cancellationToken: Cancel);
        var second = await Db.PutAsync(Key() + "2", "old", cancellationToken: Cancel);
        await Db.PutAsync(Key() + "2", "new", cancellationToken: Cancel);
        await Db.DeleteAsync(Key() + "1", cancellationToken: Cancel);
        await Db.PutAsync(Key() + "3", "new", cancellationToken: Cancel);

        Assert.Equal(["new", "new"], await Db.ScanAsync<string>(Key(), cancellationToken: Cancel).Select(entry => entry.Value).ToListAsync(Cancel));
        var at = new ScanOptions { At = second.Timestamp, PageSize = 1 };
        Assert.Contains(second.Id, await Db.ScanAsync(Key(), at, Cancel).Select(entry => entry.Id).ToListAsync(Cancel));
        var behind = new ScanOptions { After = Key() + "2" };
        Assert.Equal([Key() + "3"], await Db.ScanAsync(Key(), behind, Cancel).Select(entry => entry.Key).ToListAsync(Cancel));
        Assert.Equal(second.Timestamp, (await Db.ScanPageAsync(Key(), at, Cancel)).At);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Events_of_all_keys_come_the_oldest_first(int? pageSize)
    {
        var written = new List<EventRef>
        {
            await Db.PutAsync(Key() + "1", "one", cancellationToken: Cancel),
            await Db.PutAsync(Key() + "2", "two", cancellationToken: Cancel),
            await Db.DeleteAsync(Key() + "1", cancellationToken: Cancel),
        };

        var options = new LogOptions { PageSize = pageSize, IncludeValues = true };
        var events = await Db.LogAsync(Key(), options, Cancel).ToListAsync(Cancel);

        Assert.Equal(
            written.OrderBy(item => item.Timestamp).ThenBy(item => item.Id, StringComparer.Ordinal),
            events.Select(item => new EventRef(item.Key, item.Id, item.Timestamp)));
        Assert.Equal(events.Select(item => item.Deleted), events.Select(item => item.Value is null));
        Assert.Single(events, item => item.Deleted);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task A_page_has_a_limit(int pageSize)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Db.ScanPageAsync("", new ScanOptions { PageSize = pageSize }, Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Db.ReadLogAsync("", new LogOptions { PageSize = pageSize }, Cancel));
        await Assert.ThrowsAsync<AevrionInvalidRequestException>(() => Db.ScanPageAsync("\ud800", cancellationToken: Cancel));
    }
}
