namespace Aevrion.Client.Tests.Contract;

public abstract class BatchContract(IRegionUrls region) : ClientContract(region)
{
    [Fact]
    public async Task A_batch_answers_each_line_in_order_and_writes_it()
    {
        await Db.PutAsync(Key("b"), "old", cancellationToken: Cancel);

        var results = await Db.BatchAsync(
            [BatchOperation.Put(Key("a"), "1"), BatchOperation.Delete(Key("b")), BatchOperation.Put(Key("c"), new byte[] { 0, 255 })],
            Cancel);

        Assert.Equal([Key("a"), Key("b"), Key("c")], results.Select(result => result.Key));
        Assert.All(results, result => Assert.True(result.Added));
        Assert.Equal("1", await Db.GetAsync<string>(Key("a"), cancellationToken: Cancel));
        Assert.Null(await Db.GetEntryAsync(Key("b"), cancellationToken: Cancel));
        Assert.Equal([0, 255], await Db.GetAsync<byte[]>(Key("c"), cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_batch_with_timestamps_keeps_them_and_adds_nothing_the_second_time()
    {
        BatchOperation[] lines = [BatchOperation.Put(Key(), "then", 1_500_000_000_000), BatchOperation.Delete(Key(), 1_500_000_000_001)];

        var first = await Db.BatchAsync(lines, Cancel);
        var second = await Db.BatchAsync(lines, Cancel);

        Assert.Equal([1_500_000_000_000, 1_500_000_000_001], first.Select(result => result.Timestamp));
        Assert.All(first, result => Assert.True(result.Added));
        Assert.All(second, result => Assert.False(result.Added));
        Assert.Equal(first.Select(result => result.Id), second.Select(result => result.Id));
        Assert.Equal(2, await Db.HistoryAsync(Key(), cancellationToken: Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task The_largest_number_of_lines_is_accepted()
    {
        var lines = Enumerable.Range(0, AevrionLimits.MaxBatchLines).Select(number => BatchOperation.Put(Key($"{number}"), "x", 1_000));

        var results = await Db.BatchAsync(lines, Cancel);

        Assert.Equal(AevrionLimits.MaxBatchLines, results.Count(result => result.Added));
    }

    [Fact]
    public async Task An_odd_key_passes_through_a_batch()
    {
        var key = Key("..//%2F \"é😀\\\n");

        await Db.BatchAsync([BatchOperation.Put(key, "odd")], Cancel);

        Assert.Equal("odd", await Db.GetAsync<string>(key, cancellationToken: Cancel));
    }

    [Fact]
    public async Task An_empty_batch_writes_nothing() => Assert.Empty(await Db.BatchAsync([], Cancel));
}
