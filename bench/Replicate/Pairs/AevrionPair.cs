using System.Net;
using System.Net.Http.Headers;
using Aevrion.Bench.Databases;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Grains.Interfaces.Keys;
using Npgsql;

namespace Aevrion.Bench.Replicate.Pairs;

/// <summary>Two regions of this product, a silo each, on two databases of one server.</summary>
internal sealed class AevrionPair : IReplicatedPair
{
    private const int FillBatch = 1_000;
    private const int FillBatches = 4;
    private static readonly string[] Names = ["eu", "us"];
    private static readonly TimeSpan SettlePoll = TimeSpan.FromMilliseconds(20);

    private readonly BenchSilo[] _silos;
    private readonly CuttableLink[] _links;
    private readonly NpgsqlDataSource[] _databases;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private AevrionPair(BenchSilo[] silos, CuttableLink[] links, NpgsqlDataSource[] databases)
    {
        _silos = silos;
        _links = links;
        _databases = databases;
    }

    /// <inheritdoc/>
    public string Name => "aevrion";

    /// <inheritdoc/>
    public int Writers => 2_000;

    /// <summary>The silo of a side.</summary>
    public BenchSilo Silo(int side) => _silos[side];

    /// <summary>Starts both regions on empty databases and waits until they are connected.</summary>
    public static async Task<AevrionPair> StartAsync(BenchServer server, bool canBeCut, CancellationToken cancellationToken)
    {
        int[] ports = [BenchSilo.FreePort(), BenchSilo.FreePort()];
        var links = canBeCut ? ports.Select(port => new CuttableLink(port)).ToArray() : [];
        var silos = new BenchSilo[2];
        for (var side = 0; side < 2; side++)
        {
            await server.DropAsync(Names[side], cancellationToken);
            var other = 1 - side;
            silos[side] = await BenchSilo.StartAsync(
                Names[side], ports[side], server.ConnectionString(Names[side]), Names[other], canBeCut ? links[other].Port : ports[other], cancellationToken);
        }

        var pair = new AevrionPair(silos, links, [.. Names.Select(name => NpgsqlDataSource.Create(server.ConnectionString(name)))]);
        await pair.ConnectedAsync(cancellationToken);
        return pair;
    }

    /// <inheritdoc/>
    public async Task PutAsync(int side, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _silos[side].Region.Grains.GetKeyGrain(key).Write(new WriteRequest { Value = value });
            if (result.Status == OperationStatus.Done)
                return;
            await Task.Delay(SettlePoll, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task PutProbeAsync(int side, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(value);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await _http.PutAsync(UrlOf(side, key), content, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public async Task<bool> IsVisibleAsync(int side, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(UrlOf(side, key), cancellationToken);
        return answer.StatusCode == HttpStatusCode.OK
            && (await answer.Content.ReadAsByteArrayAsync(cancellationToken)).AsSpan().SequenceEqual(value.Span);
    }

    /// <inheritdoc/>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        while (await CountAsync(0, cancellationToken) != await CountAsync(1, cancellationToken))
            await Task.Delay(SettlePoll, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task CutAsync(CancellationToken cancellationToken)
    {
        foreach (var link in _links)
            link.Cut();
        while (await IsAnyConnectedAsync(all: false))
            await Task.Delay(SettlePoll, cancellationToken);
    }

    /// <inheritdoc/>
    public Task HealAsync(CancellationToken cancellationToken)
    {
        foreach (var link in _links)
            link.Heal();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task FillAsync(int count, CancellationToken cancellationToken)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, FillBatches).Select(_ => Task.Run(
            async () =>
            {
                for (int first; (first = Interlocked.Add(ref next, FillBatch) - FillBatch) < count;)
                {
                    var operations = Enumerable.Range(first, Math.Min(FillBatch, count - first)).Select(number => new BatchOperation
                    {
                        Key = BenchKeys.KeyOf(number),
                        Value = BenchKeys.ValueOf(number),
                    });
                    var result = await _silos[0].Region.Grains.GetGrain<IBatchGrain>(0).Apply(new BatchRequest { Operations = [.. operations] });
                    if (result.Status != OperationStatus.Done)
                        throw new InvalidDataException($"A batch was not written: {result.Status}.");
                }
            },
            cancellationToken)));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        foreach (var link in _links)
            await link.DisposeAsync();
        foreach (var database in _databases)
            await database.DisposeAsync();
    }

    private Uri UrlOf(int side, string key) => new(_silos[side].Url, "/v1/kv/" + key);

    private async Task<long> CountAsync(int side, CancellationToken cancellationToken)
    {
        await using var command = _databases[side].CreateCommand("select coalesce(sum(count), 0)::bigint from aevrion.tree_node where level = 0");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task ConnectedAsync(CancellationToken cancellationToken)
    {
        while (!await IsAnyConnectedAsync(all: true))
            await Task.Delay(SettlePoll, cancellationToken);
    }

    private async Task<bool> IsAnyConnectedAsync(bool all)
    {
        var connected = 0;
        foreach (var silo in _silos)
        {
            var peers = await silo.Region.Peers.ReadAsync();
            connected += peers.Peers.Count(peer => peer.State == Aevrion.Grains.Interfaces.Sync.PeerConnectionState.Connected);
        }

        return all ? connected == _silos.Length : connected > 0;
    }
}
