using System.Text;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Linearizability.Histories;
using Aevrion.Region.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Aevrion.Region.Tests.Load;

/// <summary>A client of a region: uses registers that all clients share, keys of its own, and keys that it only writes; asks any silo.</summary>
/// <param name="region">The region.</param>
/// <param name="histories">Where the use of registers is recorded.</param>
/// <param name="number">Its number in the region.</param>
/// <param name="random">Chooses.</param>
internal sealed class RegionUser(TestRegion region, RegionHistories histories, int number, Random random)
{
    private const int SharedKeys = 12;

    private static readonly string[] Registers = ["register/a", "register/b", "register/c"];

    private readonly string _name = $"{region.Name}{number}";
    private readonly Dictionary<string, KeyVersion?> _lastSeen = [];
    private int _values;

    /// <summary>Writes that were acknowledged.</summary>
    public List<AcknowledgedWrite> Acknowledged { get; } = [];

    /// <summary>Reads that did not show what this client had written before.</summary>
    public List<string> Unread { get; } = [];

    /// <summary>Conditional writes that took effect.</summary>
    public int ConditionsMet { get; private set; }

    private IGrainFactory Grains => region.ServicesOf(random.Next(region.Silos)).GetRequiredService<IGrainFactory>();

    public async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var register = Registers[random.Next(Registers.Length)];
            switch (random.Next(100))
            {
                case < 15:
                    await ReadAsync(register);
                    break;
                case < 45:
                    await ReadAsync(register);
                    await PutAsync(register, isConditional: true);
                    break;
                case < 50:
                    await PutAsync(register, isConditional: true);
                    break;
                case < 60:
                    await PutAsync(register, isConditional: false);
                    break;
                case < 66:
                    await WriteBatchAsync();
                    break;
                case < 85:
                    await WriteOwnAsync();
                    break;
                default:
                    await WriteSharedAsync();
                    break;
            }
        }
    }

    private async Task ReadAsync(string key)
    {
        var read = histories.Of(region.Name).BeginRead(_name, key);
        var result = await Grains.GetKeyGrain(key).GetLatest();
        if (result.Status != OperationStatus.Done)
            return;
        _lastSeen[key] = result.Version;
        read.Read(TextOf(result.Version));
    }

    private async Task PutAsync(string key, bool isConditional)
    {
        var value = NextValue();
        var seen = isConditional ? _lastSeen.GetValueOrDefault(key) : null;
        var put = histories.BeginPut(region.Name, _name, key, value, isConditional ? new RegisterCondition(TextOf(seen)) : null);
        var request = new WriteRequest { Value = Bytes(value), IfMatch = seen?.Id, IfAbsent = isConditional && seen is null };
        var result = await Grains.GetKeyGrain(key).Write(request);
        if (result.Status == OperationStatus.PreconditionFailed)
            put.Refused(result.Id is { } id ? new Observation(id.ToString()) : Observation.Absent);
        if (result.Status != OperationStatus.Done)
            return;
        put.Done();
        ConditionsMet += isConditional ? 1 : 0;
        Acknowledged.Add(new AcknowledgedWrite(result.Id!.Value, put.Current.InvokedAt, put.Current.ReturnedAt));
    }

    /// <summary>Writes all registers at once.</summary>
    private async Task WriteBatchAsync()
    {
        var lines = Registers.Select(key => (Key: key, Value: NextValue())).ToList();
        var puts = lines.ConvertAll(line => histories.BeginPut(region.Name, _name, line.Key, line.Value));
        var result = await Grains.GetGrain<IBatchGrain>(0).Apply(new BatchRequest
        {
            Operations = [.. lines.Select(line => new BatchOperation { Key = line.Key, Value = Bytes(line.Value) })],
        });
        if (result.Status != OperationStatus.Done)
            return;
        puts.ForEach(put => put.Done());
        Acknowledged.AddRange(puts.Select((put, i) => new AcknowledgedWrite(result.Items[i].Id, put.Current.InvokedAt, put.Current.ReturnedAt)));
    }

    /// <summary>Writes a key that nobody else writes, and reads it at any silo.</summary>
    private async Task WriteOwnAsync()
    {
        var key = $"own/{_name}/{random.Next(3)}";
        var value = random.Next(5) == 0 ? null : NextValue();
        if ((await Grains.GetKeyGrain(key).Write(new WriteRequest { Value = Bytes(value) })).Status != OperationStatus.Done)
            return;
        var read = await Grains.GetKeyGrain(key).GetLatest();
        if (read.Status == OperationStatus.Done && TextOf(read.Version) != value)
            Unread.Add($"{_name} wrote {value ?? "nothing"} to {key} and read {TextOf(read.Version) ?? "nothing"}");
    }

    /// <summary>Writes or deletes what the clients of all regions write.</summary>
    private async Task WriteSharedAsync()
    {
        var value = random.Next(4) == 0 ? null : NextValue();
        await Grains.GetKeyGrain($"shared/{random.Next(SharedKeys)}").Write(new WriteRequest { Value = Bytes(value) });
    }

    private string NextValue() => $"{_name}-{_values++}";

    private static string? TextOf(KeyVersion? version) => version?.Value is { } value ? Encoding.UTF8.GetString(value.Span) : null;

    private static ReadOnlyMemory<byte>? Bytes(string? text) => text is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(text);
}
