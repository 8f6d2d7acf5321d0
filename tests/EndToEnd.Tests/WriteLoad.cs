using System.Collections.Concurrent;
using Aevrion.Client;

namespace Aevrion.EndToEnd.Tests;

/// <summary>Writers that put as fast as they are answered, to keys of their own and to shared ones, until told to stop.</summary>
internal sealed class WriteLoad(params string[] urls) : IAsyncDisposable
{
    private const int Writers = 8;
    private const int SharedKeys = 5;

    private readonly AevrionClient _client = new(urls);
    private readonly ConcurrentQueue<AcknowledgedWrite> _acknowledged = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _writers = Task.CompletedTask;

    public IReadOnlyCollection<AcknowledgedWrite> Acknowledged => _acknowledged;

    public int Failures => _failures;

    private int _failures;

    public void Start() => _writers = Task.WhenAll(Enumerable.Range(0, Writers).Select(WriteAsync));

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _writers;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _client.DisposeAsync();
        _stop.Dispose();
    }

    private async Task WriteAsync(int writer)
    {
        for (var i = 0; !_stop.IsCancellationRequested; i++)
        {
            var key = i % 4 == 0 ? $"shared:{i % SharedKeys}" : $"own:{writer}:{i}";
            var value = $"{writer}/{i}";
            try
            {
                var written = await _client.PutAsync(key, value, cancellationToken: CancellationToken.None);
                _acknowledged.Enqueue(new AcknowledgedWrite(key, value, written.Id));
            }
            catch (AevrionException)
            {
                // Not acknowledged: nothing was promised.
                Interlocked.Increment(ref _failures);
                await Task.Delay(20, CancellationToken.None);
            }
        }
    }
}
