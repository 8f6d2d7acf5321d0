using System.Diagnostics;
using Aevrion.Bench.Replicate.Pairs;

namespace Aevrion.Bench.Replicate.Load;

/// <summary>Writes at a steady rate, half of it to each side, until disposed of.</summary>
internal sealed class PacedLoad : IAsyncDisposable
{
    private const int MaxWaiting = 4_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _room;
    private readonly IReplicatedPair _pair;
    private readonly double _perSecond;
    private readonly Task _running;

    /// <param name="pair">Written to.</param>
    /// <param name="perSecond">Values a second, both sides together.</param>
    public PacedLoad(IReplicatedPair pair, double perSecond)
    {
        _pair = pair;
        _perSecond = perSecond;
        _room = new SemaphoreSlim(Math.Min(MaxWaiting, 4 * pair.Writers));
        _running = Task.Run(RunAsync);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _room.Dispose();
    }

    private async Task RunAsync()
    {
        var clock = Stopwatch.StartNew();
        var open = new List<Task>();
        var written = 0L;
        while (!_stop.IsCancellationRequested)
        {
            for (var due = (long)(clock.Elapsed.TotalSeconds * _perSecond); written < due; written++)
            {
                await _room.WaitAsync(CancellationToken.None);
                open.Add(WriteAsync(written));
            }

            open.RemoveAll(write => write.IsCompletedSuccessfully);
            await Task.Delay(Tick, CancellationToken.None);
        }

        await Task.WhenAll(open);
    }

    private async Task WriteAsync(long number)
    {
        try
        {
            await _pair.PutAsync((int)(number % 2), BenchKeys.KeyOf(number), BenchKeys.ValueOf(number), CancellationToken.None);
        }
        finally
        {
            _room.Release();
        }
    }
}
