using System.Collections.Concurrent;
using System.Threading.Channels;
using Aevrion.Storage.Memory;

namespace Aevrion.Storage.Tests.Appending;

/// <summary>Holds and fails the appends of a store in memory as the test says.</summary>
internal sealed class ScriptedFaults : IStorageFaults
{
    private readonly Channel<bool> _gate = Channel.CreateUnbounded<bool>();
    private readonly Channel<bool> _arrived = Channel.CreateUnbounded<bool>();
    private readonly ConcurrentQueue<Exception?> _before = new();
    private readonly ConcurrentQueue<Exception?> _after = new();
    private volatile bool _held;

    /// <summary>What the test itself does to the store is left alone.</summary>
    private volatile bool _isMeanwhile;

    /// <summary>Appends started so far.</summary>
    public int Appends { get; private set; }

    /// <summary>Told of every append that arrives: the first is 1.</summary>
    public Action<int> OnArrival { get; set; } = static _ => { };

    /// <summary>What happens to the store between the arrival of an append, the first being 1, and its effect.</summary>
    public Func<int, Task> MeanwhileAsync { get; set; } = static _ => Task.CompletedTask;

    /// <summary>From now on every append waits.</summary>
    public void Hold() => _held = true;

    public void LetAllThrough()
    {
        _held = false;
        _gate.Writer.TryComplete();
    }

    /// <summary>Waits until one more append has arrived.</summary>
    public Task ArrivedAsync() => _arrived.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>The next append fails before it does anything; null lets it be.</summary>
    public void FailBefore(params Exception?[] failures) => Array.ForEach(failures, _before.Enqueue);

    /// <summary>The next append that succeeds fails to say so; null lets it be.</summary>
    public void FailAfter(params Exception?[] failures) => Array.ForEach(failures, _after.Enqueue);

    public async ValueTask BeforeAsync(string call, CancellationToken cancellationToken)
    {
        if (!IsAppend(call) || _isMeanwhile)
            return;
        Appends++;
        OnArrival(Appends);
        _isMeanwhile = true;
        await MeanwhileAsync(Appends);
        _isMeanwhile = false;
        _arrived.Writer.TryWrite(true);
        if (_held)
            await _gate.Reader.WaitToReadAsync(cancellationToken);
        if (_before.TryDequeue(out var failure) && failure is not null)
            throw failure;
    }

    private static bool IsAppend(string call) => call is nameof(IEventLog.AppendAsync) or nameof(IEventLog.AppendIfLatestAsync);

    public ValueTask AfterAsync(string call, CancellationToken cancellationToken) =>
        IsAppend(call) && !_isMeanwhile && _after.TryDequeue(out var failure) && failure is not null
            ? ValueTask.FromException(failure)
            : ValueTask.CompletedTask;
}
