namespace Aevrion.Client.Tests.Contract;

public abstract class VersionContract(IRegionUrls region) : ClientContract(region)
{
    [Fact]
    public async Task An_absent_key_reads_as_null()
    {
        Assert.Null(await Db.GetAsync<User>(Key(), cancellationToken: Cancel));
        Assert.Null(await Db.GetEntryAsync(Key(), cancellationToken: Cancel));
        Assert.Empty(await Db.HistoryAsync(Key(), cancellationToken: Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task An_entry_carries_the_event_that_the_put_returned()
    {
        var written = await Db.PutAsync(Key(), new User("Alice"), cancellationToken: Cancel);

        var entry = await Db.GetEntryAsync<User>(Key(), cancellationToken: Cancel);

        Assert.NotNull(entry);
        Assert.Equal(written, new EventRef(entry.Key, entry.Id, entry.Timestamp));
        Assert.Equal(64, entry.Id.Length);
        Assert.NotEmpty(entry.Origin);
        Assert.Equal(new User("Alice"), entry.Value);
    }

    [Fact]
    public async Task A_deleted_key_reads_as_null_and_can_be_put_again()
    {
        await Db.PutAsync(Key(), "first", cancellationToken: Cancel);
        await Db.DeleteAsync(Key(), cancellationToken: Cancel);
        Assert.Null(await Db.GetEntryAsync(Key(), cancellationToken: Cancel));

        await Db.PutAsync(Key(), "second", cancellationToken: Cancel);

        Assert.Equal("second", await Db.GetAsync<string>(Key(), cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_read_at_a_time_returns_the_version_that_stood_then()
    {
        var first = await Db.PutAsync(Key(), "first", cancellationToken: Cancel);
        var second = await Db.PutAsync(Key(), "second", cancellationToken: Cancel);
        var deleted = await Db.DeleteAsync(Key(), cancellationToken: Cancel);

        Assert.Null(await Db.GetAsync<string>(Key(), at: first.Timestamp - 1, cancellationToken: Cancel));
        Assert.Equal("first", await Db.GetAsync<string>(Key(), at: first.Timestamp, cancellationToken: Cancel));
        Assert.Equal("first", await Db.GetAsync<string>(Key(), at: second.Timestamp - 1, cancellationToken: Cancel));
        var time = DateTimeOffset.FromUnixTimeMilliseconds(second.Timestamp);
        Assert.Equal("second", await Db.GetAsync<string>(Key(), at: time, cancellationToken: Cancel));
        Assert.Null(await Db.GetAsync<string>(Key(), at: deleted.Timestamp, cancellationToken: Cancel));
    }

    [Fact]
    public async Task Many_keys_are_read_in_their_order()
    {
        var first = await Db.PutAsync(Key() + "1", "one", cancellationToken: Cancel);
        await Db.PutAsync(Key() + "2", "two", cancellationToken: Cancel);
        await Db.PutAsync(Key() + "1", "newer", cancellationToken: Cancel);
        await Db.PutAsync(Key() + "3", "gone", cancellationToken: Cancel);
        await Db.DeleteAsync(Key() + "3", cancellationToken: Cancel);
        string[] keys = [Key() + "2", Key() + "absent", Key() + "1", Key() + "3", Key() + "2"];

        Assert.Equal(["two", null, "newer", null, "two"], await Db.GetManyAsync<string>(keys, cancellationToken: Cancel));
        Assert.Equal("one", (await Db.GetManyAsync<string>(keys, first.Timestamp, Cancel))[2]);
        var entry = (await Db.GetManyAsync([Key() + "1"], first.Timestamp, Cancel))[0];
        Assert.Equal(first, new EventRef(entry!.Key, entry.Id, entry.Timestamp));
        Assert.NotEmpty(entry.Origin);
        Assert.Empty(await Db.GetManyAsync<string>([], cancellationToken: Cancel));
    }

    [Fact]
    public async Task More_keys_than_fit_a_request_are_read_in_several()
    {
        var keys = Enumerable.Range(0, 1_203).Select(number => $"{Key()}{number}").ToList();
        await Db.BatchAsync(keys.Select(key => BatchOperation.Put(key, key)), Cancel);

        Assert.Equal(keys, await Db.GetManyAsync<string>(keys, cancellationToken: Cancel));
    }

    [Fact]
    public async Task Typed_values_of_many_keys_are_read_without_reflection()
    {
        await Db.PutAsync(Key(), new User("Alice"), UserContext.Default.User, cancellationToken: Cancel);

        var users = await Db.GetManyAsync([Key(), Key() + "absent"], UserContext.Default.User, cancellationToken: Cancel);

        Assert.Equal([new User("Alice"), null], users);
    }

    [Fact]
    public async Task History_lists_values_and_deletions_newest_first()
    {
        var first = await Db.PutAsync(Key(), "first", cancellationToken: Cancel);
        var second = await Db.DeleteAsync(Key(), cancellationToken: Cancel);
        var third = await Db.PutAsync(Key(), "the third", cancellationToken: Cancel);

        var options = new HistoryOptions { IncludeValues = true };
        var history = await Db.HistoryAsync(Key(), options, Cancel).ToListAsync(Cancel);

        Assert.Equal([third.Id, second.Id, first.Id], history.Select(version => version.Id));
        Assert.Equal([third.Timestamp, second.Timestamp, first.Timestamp], history.Select(version => version.Timestamp));
        Assert.Equal([false, true, false], history.Select(version => version.Deleted));
        Assert.Equal([9, 0, 5], history.Select(version => version.Size));
        Assert.Equal("the third"u8.ToArray(), history[0].Value!.Value.ToArray());
        Assert.Null(history[1].Value);
    }

    [Fact]
    public async Task History_comes_without_values_unless_asked_for()
    {
        await Db.PutAsync(Key(), "value", cancellationToken: Cancel);

        Assert.Null(Assert.Single(await Db.HistoryAsync(Key(), cancellationToken: Cancel).ToListAsync(Cancel)).Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(1_000)]
    public async Task History_is_complete_whatever_the_page_size(int pageSize)
    {
        var lines = Enumerable.Range(0, 5).Select(number => BatchOperation.Put(Key(), $"value {number}", 1_000 + (number / 3)));
        var written = await Db.BatchAsync(lines, Cancel);

        var history = await Db.HistoryAsync(Key(), new HistoryOptions { PageSize = pageSize }, Cancel).ToListAsync(Cancel);

        var expected = written.OrderByDescending(line => line.Timestamp).ThenByDescending(line => line.Id, StringComparer.Ordinal);
        Assert.Equal(expected.Select(line => line.Id), history.Select(version => version.Id));
    }

    [Fact]
    public async Task History_before_a_time_leaves_out_what_is_as_new()
    {
        var first = await Db.PutAsync(Key(), "first", cancellationToken: Cancel);
        var second = await Db.PutAsync(Key(), "second", cancellationToken: Cancel);

        var options = new HistoryOptions { Before = second.Timestamp };
        var history = await Db.HistoryAsync(Key(), options, Cancel).ToListAsync(Cancel);

        Assert.Equal(first.Id, Assert.Single(history).Id);
    }
}
