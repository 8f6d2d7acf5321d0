using Aevrion.Bench.Databases;
using Aevrion.Bench.Progress;

namespace Aevrion.Bench.Regions;

/// <summary>Databases of regions that have a history and do not run.</summary>
internal static class FilledDatabase
{
    /// <summary>The history ends when it is made and began 30 days before.</summary>
    private static TimeSpan Span => TimeSpan.FromDays(30);

    /// <summary>Makes one, as a region leaves it when it stops.</summary>
    public static async Task<BenchDatabase> CreateAsync(
        BenchServer server, string name, int events, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        var database = await BenchDatabase.CreateAsync(server, name, cancellationToken);
        try
        {
            await using (var region = await HostedRegion.StartAsync(database.ConnectionString, cancellationToken))
            {
                var fromMs = (TimeProvider.System.GetUtcNow() - Span).ToUnixTimeMilliseconds();
                await new EventFill(region.Log, BenchEvents.Keys).RunAsync(0, events, fromMs, (long)Span.TotalMilliseconds, progress, cancellationToken);
            }

            progress.Begin("Tidying the tables up, as the server does by itself in time", 1);
            await database.RunAsync(cancellationToken, "vacuum (analyze)", "checkpoint");
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }
}
