namespace Aevrion.Client.Tests.Contract;

public abstract class ConditionContract(IRegionUrls region) : ClientContract(region)
{
    private static readonly WriteOptions OnlyIfAbsent = new() { IfNoneMatch = true };

    [Fact]
    public async Task A_put_for_the_latest_version_succeeds()
    {
        var first = await Db.PutAsync(Key(), "first", cancellationToken: Cancel);

        await Db.PutAsync(Key(), "second", new WriteOptions { IfMatch = first.Id }, Cancel);

        Assert.Equal("second", await Db.GetAsync<string>(Key(), cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_put_or_delete_for_an_older_version_is_refused_and_writes_nothing()
    {
        var first = await Db.PutAsync(Key(), "first", cancellationToken: Cancel);
        await Db.PutAsync(Key(), "second", cancellationToken: Cancel);
        var options = new WriteOptions { IfMatch = first.Id };

        var error = await Assert.ThrowsAsync<AevrionPreconditionFailedException>(() => Db.PutAsync(Key(), "third", options, Cancel));
        await Assert.ThrowsAsync<AevrionPreconditionFailedException>(() => Db.DeleteAsync(Key(), options, Cancel));

        Assert.Equal(412, error.Status);
        Assert.StartsWith("urn:aevrion:problem:", error.Type, StringComparison.Ordinal);
        Assert.Equal(2, await Db.HistoryAsync(Key(), cancellationToken: Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task A_put_for_an_absent_key_succeeds_once()
    {
        await Db.PutAsync(Key(), "first", OnlyIfAbsent, Cancel);

        await Assert.ThrowsAsync<AevrionPreconditionFailedException>(() => Db.PutAsync(Key(), "second", OnlyIfAbsent, Cancel));

        Assert.Equal("first", await Db.GetAsync<string>(Key(), cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_put_for_an_absent_key_succeeds_after_a_deletion()
    {
        await Db.PutAsync(Key(), "first", cancellationToken: Cancel);
        await Db.DeleteAsync(Key(), cancellationToken: Cancel);

        await Db.PutAsync(Key(), "second", OnlyIfAbsent, Cancel);

        Assert.Equal("second", await Db.GetAsync<string>(Key(), cancellationToken: Cancel));
    }

    [Fact]
    public async Task Of_many_puts_for_the_same_version_one_succeeds()
    {
        var first = await Db.PutAsync(Key(), "first", cancellationToken: Cancel);
        var options = new WriteOptions { IfMatch = first.Id };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => TryPutAsync($"value {number}", options)));

        Assert.Single(outcomes, succeeded => succeeded);
    }

    private async Task<bool> TryPutAsync(string text, WriteOptions options)
    {
        try
        {
            await Db.PutAsync(Key(), text, options, Cancel);
            return true;
        }
        catch (AevrionPreconditionFailedException)
        {
            return false;
        }
    }
}
