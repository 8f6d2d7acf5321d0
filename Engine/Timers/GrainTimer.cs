using Aevrion.Engine.Runtime;
using Orleans.Runtime;

namespace Aevrion.Engine.Timers;

/// <summary>
/// A timer of an activation. When it fires it only queues a call; the next time is set when that call has ended, so calls never overlap
/// and never pile up.
/// </summary>
internal abstract class GrainTimer : IGrainTimer
{
    private readonly CancellationTokenSource _disposal = new();
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private TimeSpan _next;
    private TimeSpan _period;
    private bool _isFiring;
    private bool _isDisposed;

    protected GrainTimer(Activation activation, GrainTimerCreationOptions options)
    {
        Validate(options.DueTime, nameof(options.DueTime));
        Validate(options.Period, nameof(options.Period));
        Activation = activation;
        Interleaves = options.Interleave;
        KeepsAlive = options.KeepAlive;
        _period = options.Period;
        using (ExecutionContext.SuppressFlow())
            _timer = activation.Silo.TimeProvider.CreateTimer(
                static timer => ((GrainTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (activation.Timers.TryAdd(this))
            _timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public Activation Activation { get; }

    public bool Interleaves { get; }

    public bool KeepsAlive { get; }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        lock (_lock)
        {
            _next = dueTime;
            _period = period;
            if (!_isFiring && !_isDisposed)
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
        }

        _timer.Dispose();
        Activation.Timers.Remove(this);
        try
        {
            _disposal.Cancel();
        }
        catch (AggregateException exception)
        {
            // Callbacks registered by the grain: their failure must not keep the activation from ending.
            Activation.Silo.Log.TimerCancellationFailed(exception, Activation.GrainId);
        }
    }

    /// <summary>Runs one call in a turn of the activation.</summary>
    internal async Task TickAsync()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _next = _period;
        }

        try
        {
            await CallAsync(_disposal.Token);
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            // The callback did as it was told when the timer was disposed of.
        }
        catch (Exception exception)
        {
            // Nobody waits for the call, and one failure is no reason to stop ticking.
            Activation.Silo.Log.TimerFailed(exception, Activation.GrainId);
        }

        lock (_lock)
        {
            _isFiring = false;
            if (!_isDisposed)
                _timer.Change(_next, Timeout.InfiniteTimeSpan);
        }
    }

    protected abstract Task CallAsync(CancellationToken cancellationToken);

    private static void Validate(TimeSpan time, string name)
    {
        // What System.Threading.Timer accepts.
        const uint MaxMilliseconds = 0xfffffffe;
        if (time != Timeout.InfiniteTimeSpan && (time < TimeSpan.Zero || time.TotalMilliseconds > MaxMilliseconds))
            throw new ArgumentOutOfRangeException(name, time, "A timer's times are infinite or from zero to about 49 days.");
    }

    private void Fire()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isFiring = true;
        }

        Activation.Scheduler.Post(new GrainTimerTick(this));
    }
}
