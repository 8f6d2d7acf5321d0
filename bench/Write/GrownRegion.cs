using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Databases;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Regions;

namespace Aevrion.Bench.Write;

/// <summary>A region with a history of a certain length.</summary>
internal sealed class GrownRegion : IAsyncDisposable
{
    private readonly BenchDatabase _database;
    private readonly HostedRegion _region;
    private readonly GrainPuts _puts;
    private readonly int _keys;
    private readonly long _fromMs;

    private GrownRegion(BenchDatabase database, HostedRegion region, int events, int keys, long fromMs)
    {
        _database = database;
        _region = region;
        _puts = new GrainPuts(region, keys);
        _keys = keys;
        _fromMs = fromMs;
        Events = events;
    }

    /// <summary>Events before anything was measured.</summary>
    public int Events { get; }

    /// <summary>What puts cost.</summary>
    public RoundCost Cost { get; } = new();

    /// <summary>The history ends when it is made and began 30 days before.</summary>
    private static TimeSpan Span => TimeSpan.FromDays(30);

    /// <summary>Makes one in a database of its own.</summary>
    public static async Task<GrownRegion> CreateAsync(FigureRun run, int events, int keys, CancellationToken cancellationToken)
    {
        var database = await BenchDatabase.CreateAsync(run.Server, $"grown_{events}", cancellationToken);
        HostedRegion? region = null;
        try
        {
            region = await HostedRegion.StartAsync(database.ConnectionString, cancellationToken);
            var fromMs = (TimeProvider.System.GetUtcNow() - Span).ToUnixTimeMilliseconds();
            await new EventFill(region.Log, keys).RunAsync(0, events, fromMs, (long)Span.TotalMilliseconds, run.Progress, cancellationToken);
            run.Progress.Begin("Tidying the tables up, as the server does by itself in time", 1);
            await database.RunAsync(cancellationToken, "vacuum (analyze)", "checkpoint");
            return new GrownRegion(database, region, events, keys, fromMs);
        }
        catch
        {
            if (region is not null)
                await region.DisposeAsync();
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has all keys in memory.</summary>
    public Task WarmAsync(CancellationToken cancellationToken) => _puts.WarmAsync(cancellationToken);

    public Task<double> PutAsync(long puts, CancellationToken cancellationToken) =>
        Cost.OfAsync(() => _puts.RunAsync(puts, cancellationToken), () => _puts.Done, () => _database.WalPositionAsync(cancellationToken));

    public async ValueTask ReadLatestAsync(ulong drawn, CancellationToken cancellationToken) =>
        await _region.Log.ReadLatestAsync(KeyOf(drawn), cancellationToken);

    public async ValueTask ReadAtAsync(ulong drawn, CancellationToken cancellationToken)
    {
        // Of keys with one version each half the reads would find none at a time drawn from all.
        var ago = (long)(drawn % (ulong)Span.TotalMilliseconds);
        var time = _keys == 0 ? long.MaxValue : _fromMs + (long)Span.TotalMilliseconds - (ago / 2);
        await _region.Log.ReadAtAsync(KeyOf(drawn), time, cancellationToken);
    }

    public async ValueTask ReadHistoryAsync(ulong drawn, int limit, CancellationToken cancellationToken) =>
        await _region.Log.ReadHistoryAsync(KeyOf(drawn), before: null, limit, includeValues: true, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _region.DisposeAsync();
        await _database.DisposeAsync();
    }

    private string KeyOf(ulong drawn) => BenchEvents.KeyOf((long)(drawn % (ulong)(_keys == 0 ? Events : _keys)));
}
