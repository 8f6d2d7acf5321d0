using Aevrion.Core.Events;

namespace Aevrion.Storage.Tests.Conformance;

/// <summary>
/// Writers that date their events by a shared clock, and sometimes take long to write them, race with closers. Fails when an event of
/// theirs turns up below a floor after the closing returned, or when one that is acknowledged is missing.
/// </summary>
/// <param name="silos">Logs of the region; everybody uses them in turn.</param>
/// <param name="writers">Writers at once.</param>
/// <param name="closings">Closings until the end.</param>
internal sealed class ClosedTimeRace(IReadOnlyList<IEventLog> silos, int writers, int closings)
{
    private const int MaxEvents = 10_000;

    /// <summary>Writes tried between two closings, so that neither side runs away.</summary>
    private const int MinWritesBetween = 5;

    private readonly Lock _gate = new();
    private readonly HashSet<EventStamp> _acknowledged = [];
    private readonly List<(long FloorMs, EventStamp[] Below)> _closed = [];
    private long _nowMs = 1;
    private int _refused;
    private int _tried;
    private volatile bool _over;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var writing = Enumerable.Range(0, writers).Select(number => Task.Run(() => WriteAsync(number, cancellationToken), cancellationToken)).ToArray();
        try
        {
            for (var i = 0; i < closings; i++)
            {
                for (var target = Volatile.Read(ref _tried) + MinWritesBetween; Volatile.Read(ref _tried) < target && !writing.Any(task => task.IsFaulted);)
                    await Task.Yield();
                var floorMs = await silos[i % silos.Count].CloseAsync(Interlocked.Increment(ref _nowMs), cancellationToken);
                _closed.Add((floorMs, await ReadBelowAsync(floorMs, cancellationToken)));
            }
        }
        finally
        {
            _over = true;
            await Task.WhenAll(writing);
        }

        foreach (var (floorMs, below) in _closed)
            Assert.Equal(below, await ReadBelowAsync(floorMs, cancellationToken));
        Assert.Equal(_acknowledged.Order(), await ReadBelowAsync(long.MaxValue, cancellationToken));
        Assert.True(_refused > 0, "Nobody came too late: the race proves nothing.");
    }

    private async Task WriteAsync(int number, CancellationToken cancellationToken)
    {
        var random = new Random(number);
        for (var i = 0; !_over; i++)
        {
            var own = SampleEvents.Put($"{number}/{i}", "v", Math.Max(0, Interlocked.Read(ref _nowMs) - random.Next(3)));
            try
            {
                await silos[i % silos.Count].AppendAsync([own], AppendTerms.Own(own.Timestamp), cancellationToken);
                lock (_gate)
                    _acknowledged.Add(own.Stamp);
            }
            catch (ClosedTimeException refusal)
            {
                Assert.True(own.Timestamp < refusal.FloorMs);
                Interlocked.Increment(ref _refused);
            }

            Interlocked.Increment(ref _tried);
            await Task.Yield();
        }
    }

    private async Task<EventStamp[]> ReadBelowAsync(long floorMs, CancellationToken cancellationToken)
    {
        var stamps = new List<EventStamp>();
        while (true)
        {
            var page = await silos[0].ReadRangeAsync(
                0, floorMs, stamps.Count == 0 ? null : stamps[^1], MaxEvents, long.MaxValue, cancellationToken);
            if (page.Count == 0)
                return [.. stamps];
            stamps.AddRange(page.Select(@event => @event.Stamp));
        }
    }
}
