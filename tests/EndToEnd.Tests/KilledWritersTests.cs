using System.Collections.Concurrent;
using System.Text;
using Aevrion.Client;
using Aevrion.Linearizability;
using Aevrion.Linearizability.Histories;

namespace Aevrion.EndToEnd.Tests;

/// <summary>Conditional writes and batches through a silo that is killed in the middle of them.</summary>
public sealed class KilledWritersTests
{
    private const int BatchLines = 10_000;

    private static readonly string[] Registers = ["r1", "r2"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Conditional_writes_are_linearizable_across_kill_9()
    {
        await using var regions = new Deployment();
        await regions.UpAsync();
        var recorder = new HistoryRecorder();
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 6).Select(i => UseAsync($"c{i}", regions.Eu, recorder, new Random(i), stop.Token)).ToList();

        await Eventually.HoldsAsync(() => Task.FromResult(Done(recorder) > 150), "the load runs");
        await regions.KillAsync("eu");
        await regions.UpAsync();
        var before = Done(recorder);
        await Eventually.HoldsAsync(() => Task.FromResult(Done(recorder) > before + 150), "the load goes on after the restart");
        await stop.CancelAsync();
        await Task.WhenAll(clients);

        var history = await ResolveAsync(regions.Eu, recorder.Operations);
        Assert.Empty(RegisterChecker.Violations(history));
        Assert.Contains(history, operation => operation.Outcome == OperationOutcome.Unknown);
    }

    [Fact]
    public async Task A_batch_in_the_middle_of_which_the_silo_is_killed_is_there_wholly_or_not_at_all_and_once()
    {
        await using var regions = new Deployment();
        await regions.UpAsync();
        await using var client = new AevrionClient(regions.Eu);
        await client.PutAsync("warm", "up", cancellationToken: Cancellation);
        var batches = Enumerable.Range(0, 3).Select(Batch).ToList();
        var writes = batches.ConvertAll(batch => client.BatchAsync(batch, Cancellation));
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(50, 500)), Cancellation);
        await regions.KillAsync("eu");
        await regions.UpAsync();
        await Task.WhenAll(writes.Select(async write =>
        {
            try
            {
                await write;
            }
            catch (AevrionUnavailableException)
            {
                // Whether it was written is not known.
            }
        }));

        foreach (var (number, batch) in batches.Index())
        {
            Assert.True(await CountAsync(client, number) is 0 or BatchLines, $"A part of batch {number} is there.");
            var answer = await client.BatchAsync(batch, Cancellation);
            Assert.Equal(BatchLines, answer.Count);
            Assert.Equal(BatchLines, await CountAsync(client, number));
            await foreach (var version in client.HistoryAsync($"{number}/0", cancellationToken: Cancellation))
                Assert.Equal(answer[0].Id, version.Id);
        }
    }

    private static WriteBatch Batch(int number)
    {
        var batch = new WriteBatch { IdempotencyKey = $"batch-{number}" };
        for (var i = 0; i < BatchLines; i++)
            Assert.True(batch.TryAdd(BatchOperation.Put($"{number}/{i}", "a value of some bytes")));
        return batch;
    }

    private static async Task<int> CountAsync(AevrionClient client, int number)
    {
        var entries = await client.GetManyAsync([.. Enumerable.Range(0, BatchLines).Select(i => $"{number}/{i}")], cancellationToken: Cancellation);
        return entries.Count(entry => entry is not null);
    }

    private static int Done(HistoryRecorder recorder) => recorder.Operations.Count(operation => operation.Outcome != OperationOutcome.Unknown);

    private static async Task UseAsync(string name, string url, HistoryRecorder recorder, Random random, CancellationToken stop)
    {
        await using var client = new AevrionClient(url);
        var seen = new Dictionary<string, Entry?>();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var key = Registers[random.Next(Registers.Length)];
            try
            {
                if (random.Next(3) == 0)
                    seen[key] = await ReadAsync(client, name, key, recorder);
                else
                    await WriteAsync(client, $"{name}-{i}", name, key, seen.GetValueOrDefault(key), isConditional: random.Next(4) > 0, recorder);
            }
            catch (AevrionUnavailableException)
            {
                // The silo is being killed: the outcome stays open.
                await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
            }
        }
    }

    private static async Task<Entry?> ReadAsync(AevrionClient client, string name, string key, HistoryRecorder recorder)
    {
        var read = recorder.BeginRead(name, key);
        var entry = await client.GetEntryAsync(key, cancellationToken: CancellationToken.None);
        read.Read(entry is null ? null : Encoding.UTF8.GetString(entry.Value.Span));
        return entry;
    }

    private static async Task WriteAsync(
        AevrionClient client, string value, string name, string key, Entry? seen, bool isConditional, HistoryRecorder recorder)
    {
        var options = isConditional ? new WriteOptions { IfMatch = seen?.Id, IfNoneMatch = seen is null } : null;
        var condition = isConditional ? new RegisterCondition(seen is null ? null : Encoding.UTF8.GetString(seen.Value.Span)) : null;
        var put = recorder.BeginPut(name, key, value, condition);
        try
        {
            await client.PutAsync(key, value, options, CancellationToken.None);
            put.Done();
        }
        catch (AevrionPreconditionFailedException refused)
        {
            put.Refused(refused.LatestId is { } id ? new Observation(id) : Observation.Absent);
        }
    }

    /// <summary>Puts values in place of the ids that refusals named.</summary>
    private static async Task<List<RegisterOperation>> ResolveAsync(string url, IReadOnlyList<RegisterOperation> operations)
    {
        await using var client = new AevrionClient(url);
        var values = new ConcurrentDictionary<string, string>();
        foreach (var key in Registers)
        {
            await foreach (var version in client.HistoryAsync(key, new HistoryOptions { IncludeValues = true }, Cancellation))
                values[version.Id] = Encoding.UTF8.GetString(version.Value!.Value.Span);
        }

        return
        [
            .. operations.Select(operation => operation is { Outcome: OperationOutcome.Refused, Observed.Value: { } id }
                ? operation with { Observed = new Observation(values[id]) }
                : operation),
        ];
    }
}
