using System.Text;
using Aevrion.Client;
using Aevrion.Linearizability.Histories;

namespace Aevrion.Chaos.Workload;

/// <summary>
/// A client of a region that writes and reads for a round: registers that all clients share, keys of its own, keys that everybody only writes, batches
/// that are sent until they are answered, imports, settlements.
/// </summary>
/// <param name="region">The region's name.</param>
/// <param name="client">The client.</param>
/// <param name="history">Where all is recorded.</param>
/// <param name="number">Its number in the region.</param>
/// <param name="random">Chooses.</param>
internal sealed class RegionUser(string region, IAevrionClient client, RoundHistory history, int number, Random random)
{
    private const int LongestPauseMs = 25;
    private const int FailurePauseMs = 100;
    private const int BatchTries = 20;
    private const int BatchLines = 5;
    private const int OldestImportMs = 20_000;

    private readonly string _name = $"{region}{number}";
    private readonly Dictionary<string, Entry?> _lastSeen = [];
    private int _values;
    private CancellationToken _stop;

    private RoundKeys Keys => history.Keys;

    public async Task WorkAsync(CancellationToken stop)
    {
        _stop = stop;
        while (!stop.IsCancellationRequested && !history.IsFull)
        {
            try
            {
                await WorkOnceAsync();
                await Task.Delay(random.Next(LongestPauseMs), CancellationToken.None);
            }
            catch (AevrionUnavailableException)
            {
                history.CountUnavailable();
                await Task.Delay(FailurePauseMs, CancellationToken.None);
            }
        }
    }

    private Task WorkOnceAsync()
    {
        var registers = Keys.RegistersAt(history.Elapsed);
        var register = registers[random.Next(registers.Length)];
        return random.Next(100) switch
        {
            < 15 => ReadAsync(register),
            < 40 => ReadAndWriteAsync(register),
            < 45 => WriteAsync(register, NextValue(), isConditional: true),
            < 52 => WriteAsync(register, NextValue(), isConditional: false),
            < 54 => WriteAsync(register, value: null, isConditional: true),
            < 58 => WriteRegistersAsync(registers),
            < 78 => WriteOwnAsync(),
            < 90 => WriteAsync(Keys.Shared(random), ValueOrDeletion(), isConditional: false),
            < 93 => WriteBatchAsync(),
            < 97 => ImportAsync(),
            _ => SettleAsync(),
        };
    }

    private async Task ReadAsync(string key)
    {
        var read = history.BeginRead(region, _name, key);
        try
        {
            var entry = await client.GetEntryAsync(key, cancellationToken: CancellationToken.None);
            _lastSeen[key] = entry;
            read.Read(TextOf(entry));
        }
        catch (AevrionException refusal) when (refusal is not AevrionUnavailableException)
        {
            history.NoteWrongAnswer($"{_name} reads {key}: {refusal.Status} {refusal.Message}");
        }
    }

    private async Task ReadAndWriteAsync(string key)
    {
        await ReadAsync(key);
        await WriteAsync(key, NextValue(), isConditional: true);
    }

    private async Task WriteOwnAsync()
    {
        var key = Keys.Own(_name, random);
        await WriteAsync(key, ValueOrDeletion(), isConditional: false);
        await ReadAsync(key);
    }

    private async Task WriteAsync(string key, string? value, bool isConditional)
    {
        var seen = isConditional ? _lastSeen.GetValueOrDefault(key) : null;
        var options = isConditional ? new WriteOptions { IfMatch = seen?.Id, IfNoneMatch = seen is null } : null;
        var write = history.BeginWrite(region, _name, key, value, isConditional ? new RegisterCondition(TextOf(seen)) : null);
        try
        {
            var written = value is null
                ? await client.DeleteAsync(key, options, CancellationToken.None)
                : await client.PutAsync(key, Encoding.UTF8.GetBytes(value), options, CancellationToken.None);
            history.Acknowledge(region, write, written.Id, written.Timestamp);
        }
        catch (AevrionPreconditionFailedException refused)
        {
            history.Refuse(value);
            write.Refused(refused.LatestId is { } id ? new Observation(id) : Observation.Absent);
        }
        catch (AevrionException failure)
        {
            NoteFailure(failure, $"writes {key}", [value]);
        }
    }

    /// <summary>Writes all registers at once.</summary>
    private Task WriteRegistersAsync(string[] registers) =>
        SendAsync([.. registers.Select(key => BatchOperation.Put(key, NextValue()))], idempotencyKey: null, tries: 1);

    /// <summary>Writes a batch that its region knows again, until it is answered.</summary>
    private Task WriteBatchAsync()
    {
        var batch = _values++;
        var lines = Enumerable.Range(0, BatchLines).Select(line => BatchOperation.Put(Keys.Batch(_name, batch, line), NextValue()));
        return SendAsync([.. lines], $"{Keys.Prefix}{_name}/{batch}", BatchTries);
    }

    /// <summary>Writes with times of its own, as imports do.</summary>
    private Task ImportAsync()
    {
        var past = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - random.Next(OldestImportMs);
        return SendAsync([BatchOperation.Put(Keys.Imported(random), NextValue(), past), BatchOperation.Delete(Keys.Imported(random), past + 1)], idempotencyKey: null, tries: 1);
    }

    private async Task SendAsync(IReadOnlyList<BatchOperation> lines, string? idempotencyKey, int tries)
    {
        var batch = new WriteBatch { IdempotencyKey = idempotencyKey };
        foreach (var line in lines)
            batch.TryAdd(line);
        var writes = lines.Select(line => history.BeginWrite(region, _name, line.Key, TextOf(line.Value))).ToList();
        for (var i = 1; ; i++)
        {
            try
            {
                var results = await client.BatchAsync(batch, CancellationToken.None);
                foreach (var (write, result) in writes.Zip(results))
                    history.Acknowledge(region, write, result.Id, result.Timestamp);
                return;
            }
            catch (AevrionUnavailableException) when (i < tries && !_stop.IsCancellationRequested)
            {
                await Task.Delay(FailurePauseMs, CancellationToken.None);
            }
            catch (AevrionException failure)
            {
                NoteFailure(failure, $"writes a batch of {lines[0].Key}", tries > 1 ? [] : lines.Select(line => TextOf(line.Value)));
                return;
            }
        }
    }

    private async Task SettleAsync()
    {
        try
        {
            await foreach (var conflict in client.ConflictsAsync(Keys.SharedPrefix, new ConflictsOptions { IncludeValues = true, PageSize = 1 }, CancellationToken.None))
            {
                var pick = random.Next(2) == 0 ? conflict.Winner : conflict.Loser;
                var write = history.BeginWrite(region, _name, conflict.Key, TextOf(pick.Value));
                var written = await client.SettleAsync(conflict.Key, ConflictPick.Version(pick.Id), CancellationToken.None);
                history.Acknowledge(region, write, written.Id, written.Timestamp);
                return;
            }
        }
        catch (AevrionException failure)
        {
            // What was listed may be settled by somebody else meanwhile.
            NoteFailure(failure, "settles a conflict", []);
        }
    }

    /// <summary>Takes note of values that were surely not written, and of answers that no fault excuses.</summary>
    private void NoteFailure(AevrionException failure, string what, IEnumerable<string?> values)
    {
        if (failure is AevrionUnavailableException { OutcomeUnknown: true })
        {
            history.CountUnknown();
            return;
        }

        if (failure is AevrionUnavailableException or { Status: >= 400 and < 500 })
        {
            foreach (var value in values)
                history.Refuse(value);
            history.CountUnavailable();
            return;
        }

        history.NoteWrongAnswer($"{_name} {what}: {failure.Status} {failure.Message}");
    }

    private string NextValue() => $"{Keys.Round}-{_name}-{_values++}";

    private string? ValueOrDeletion() => random.Next(5) == 0 ? null : NextValue();

    private static string? TextOf(Entry? entry) => entry is null ? null : Encoding.UTF8.GetString(entry.Value.Span);

    private static string? TextOf(ReadOnlyMemory<byte>? value) => value is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
