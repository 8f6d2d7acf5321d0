using System.Collections.Concurrent;
using System.Threading.Channels;
using Aevrion.Storage.Memory;

namespace Aevrion.Storage.Tests.Reading;

/// <summary>Holds and fails the readings of latest versions as the test says.</summary>
internal sealed class ScriptedReads : IStorageFaults
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _arrived = Channel.CreateUnbounded<bool>();
    private readonly ConcurrentQueue<Exception?> _failures = new();
    private volatile bool _held;
    private int _readings;

    /// <summary>Readings started so far.</summary>
    public int Readings => Volatile.Read(ref _readings);

    /// <summary>From now on every reading waits.</summary>
    public void Hold() => _held = true;

    public void LetAllThrough()
    {
        _held = false;
        _gate.SetResult();
    }

    /// <summary>Waits until one more reading has arrived.</summary>
    public Task ArrivedAsync() => _arrived.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>The next readings fail; null lets one be.</summary>
    public void Fail(params Exception?[] failures) => Array.ForEach(failures, _failures.Enqueue);

    public async ValueTask BeforeAsync(string call, CancellationToken cancellationToken)
    {
        if (call != nameof(IEventLog.ReadLatestAsync))
            return;
        Interlocked.Increment(ref _readings);
        _arrived.Writer.TryWrite(true);
        if (_held)
            await _gate.Task.WaitAsync(cancellationToken);
        if (_failures.TryDequeue(out var failure) && failure is not null)
            throw failure;
    }

    public ValueTask AfterAsync(string call, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
