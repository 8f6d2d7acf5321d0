using Aevrion.Bench.Progress;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Core.Events;
using Aevrion.Storage;

namespace Aevrion.Bench.Regions;

/// <summary>
/// Fills a region through its event log, so that what lies in the database is what the product itself puts there: events in order of
/// time, several transactions in flight.
/// </summary>
/// <param name="log">The region's events.</param>
/// <param name="keys">Different keys; 0 for one an event.</param>
internal sealed class EventFill(IEventLog log, int keys)
{
    /// <summary>Events a transaction.</summary>
    public const int TransactionEvents = 5_000;

    /// <summary>Transactions in flight.</summary>
    private const int Lanes = 4;

    private long _taken;

    /// <summary>Adds events, spread evenly over a span of time.</summary>
    /// <param name="first">Number of the first; with other numbers they are other events.</param>
    /// <param name="count">How many.</param>
    /// <param name="fromMs">Timestamp of the first.</param>
    /// <param name="spanMs">How much later the one behind the last would be.</param>
    /// <param name="progress">Told how many are there.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RunAsync(
        long first, long count, long fromMs, long spanMs, IProgressDisplay progress, CancellationToken cancellationToken)
    {
        progress.Begin($"Writing {count:N0} events", Math.Max(1, count));
        _taken = 0;
        var done = 0L;
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(LaneAsync, cancellationToken)));

        async Task LaneAsync()
        {
            while (true)
            {
                var begin = Interlocked.Add(ref _taken, TransactionEvents) - TransactionEvents;
                if (begin >= count)
                    return;
                var size = (int)Math.Min(TransactionEvents, count - begin);
                var events = new Event[size];
                for (var i = 0; i < size; i++)
                    events[i] = EventOf(first + begin + i, fromMs + (long)((Int128)spanMs * (begin + i) / count));
                await log.AppendAsync(events, new AppendTerms(EarliestOwn: null, AreNew: true), cancellationToken);
                progress.Show(Interlocked.Add(ref done, size));
            }
        }
    }

    private Event EventOf(long number, long timestamp)
    {
        var random = new SplitMix((ulong)number);
        var key = keys == 0 ? number : (long)random.Below((ulong)keys);
        return Event.Create(BenchEvents.KeyOf(key), BenchEvents.ValueOf(number), timestamp, BenchRegion.Name);
    }
}
