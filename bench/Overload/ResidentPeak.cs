using Aevrion.Bench.Regions;

namespace Aevrion.Bench.Overload;

/// <summary>Looks at the memory of a process again and again, until it is disposed of.</summary>
internal sealed class ResidentPeak : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _looking;

    public ResidentPeak(ServerProcess process) => _looking = LookAsync(process);

    /// <summary>The most so far, in bytes.</summary>
    public long Bytes { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        _end.Dispose();
    }

    private async Task LookAsync(ServerProcess process)
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            do
            {
                Bytes = Math.Max(Bytes, process.ResidentBytes);
            }
            while (await timer.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // It was looked at for long enough.
        }
    }
}
