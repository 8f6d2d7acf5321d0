using Aevrion.Engine.Runtime;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Reminders;

/// <summary>
/// One reminder that ticks: at its start and at whole periods from there. A tick that is missed, because the process was down or the
/// call before took longer than the period, is not made up for.
/// </summary>
internal sealed class TickingReminder : IDisposable
{
    /// <summary>The farthest that a timer is set ahead; a later tick takes several steps.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly ReminderEntry _entry;
    private readonly SiloRuntime _silo;
    private readonly IGrainFactory _factory;
    private readonly ITimer _timer;
    private DateTime _nextTick;
    private volatile bool _isDisposed;

    public TickingReminder(ReminderEntry entry, SiloRuntime silo, IGrainFactory factory)
    {
        _entry = entry;
        _silo = silo;
        _factory = factory;
        using (ExecutionContext.SuppressFlow())
            _timer = silo.TimeProvider.CreateTimer(
                static reminder => _ = ((TickingReminder)reminder!).OnTimerAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        ScheduleNext();
    }

    private DateTime Now => _silo.TimeProvider.GetUtcNow().UtcDateTime;

    public void Dispose()
    {
        _isDisposed = true;
        _timer.Dispose();
    }

    private async Task OnTimerAsync()
    {
        if (_isDisposed)
            return;
        if (Now < _nextTick)
        {
            WaitForNext();
            return;
        }

        try
        {
            var grain = _factory.GetGrain<IRemindable>(_entry.GrainId);
            await grain.ReceiveReminder(_entry.ReminderName, new TickStatus(_entry.StartAt, _entry.Period, Now));
        }
        catch (Exception exception) when (!_isDisposed)
        {
            // Whatever the grain throws: nobody waits for the call, and the reminder stays due.
            _silo.Log.ReminderFailed(exception, _entry.ReminderName, _entry.GrainId);
        }

        ScheduleNext();
    }

    private void ScheduleNext()
    {
        var now = Now;
        var periodTicks = Math.Max(_entry.Period.Ticks, TimeSpan.TicksPerMillisecond);
        _nextTick = now <= _entry.StartAt && _nextTick == default
            ? _entry.StartAt
            : _entry.StartAt.AddTicks((((now - _entry.StartAt).Ticks / periodTicks) + 1) * periodTicks);
        WaitForNext();
    }

    private void WaitForNext()
    {
        if (_isDisposed)
            return;
        var wait = _nextTick - Now;
        _timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait, Timeout.InfiniteTimeSpan);
    }
}
