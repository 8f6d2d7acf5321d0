using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Push;
using Aevrion.Core.Sync.Scheduling;

namespace Aevrion.Simulation.Regions;

/// <summary>Begins the exchanges with a peer when <see cref="ExchangeSchedule"/> and <see cref="CatchUp"/> say so.</summary>
internal sealed class LinkSchedule(PeerLink link, RegionProcess process)
{
    private const int SeedBytes = 16;

    private readonly ExchangeSchedule _schedule = new(process.Random.Unit);
    private readonly CatchUp _catchUp = new(process.World.Scenario.SettleDelayMs + process.World.Scenario.Shape.GranularityMs);
    private long? _timerMs;

    private long NowMs => process.World.Time.NowMs;

    /// <summary>When the last exchange began that was due because events had been dropped; −1 for none.</summary>
    public long LastForOverflowMs { get; private set; } = -1;

    public void Start() => process.After(process.Random.Between(0, process.World.Scenario.SyncPeriodMs), Tick);

    public void OnOpened(PushResume resume)
    {
        _catchUp.Opened(resume, NowMs);
        Run();
    }

    public void OnCaughtUp()
    {
        _catchUp.SentAll(NowMs);
        Run();
    }

    public void OnDisconnected()
    {
        _catchUp.Closed();
        if (_schedule.IsRunning)
            _schedule.End(succeeded: false, NowMs);
    }

    public void OnOverflow()
    {
        _schedule.Note(ExchangeOccasion.Overflowed);
        Run();
    }

    public void OnExchanged()
    {
        _schedule.End(succeeded: true, NowMs);

        // In a turn of its own: the session has not gone on yet.
        process.After(0, Run);
    }

    public void OnInboundOpened() => _catchUp.InboundOpened(NowMs);

    public void OnInboundPushed(bool isReceivedAll)
    {
        _catchUp.InboundPushed(isReceivedAll, NowMs);
        Run();
    }

    public void OnInboundExchanged() => _catchUp.InboundExchanged(NowMs);

    public void OnInboundExchangeEnded()
    {
        _catchUp.InboundExchangeEnded();
        Run();
    }

    public void OnInboundClosed()
    {
        _catchUp.InboundClosed();
        Run();
    }

    private void Tick()
    {
        if (!_catchUp.IsPending)
            _schedule.Note(ExchangeOccasion.Tick);
        Run();
        process.After(process.World.Scenario.SyncPeriodMs, Tick);
    }

    private void Run()
    {
        if (_catchUp.TakeDue(NowMs))
            _schedule.Note(ExchangeOccasion.Connected);
        if (link.Session is { CanExchange: true } session && _schedule.Due(NowMs) is not null)
        {
            var occasion = _schedule.Begin();
            process.World.Traffic.OnBegun(occasion);
            if (occasion == ExchangeOccasion.Overflowed)
                LastForOverflowMs = NowMs;
            session.Exchange(new ExchangeInitiator(
                process.World.Scenario.Shape,
                process.Random.Bytes(SeedBytes),
                occasion == ExchangeOccasion.Overflowed ? ExchangeKind.Open : ExchangeKind.Closed));
        }

        Wake();
    }

    private void Wake()
    {
        var dueMs = Math.Min(_catchUp.DueMs ?? long.MaxValue, _schedule.DueMs ?? long.MaxValue);
        if (dueMs == long.MaxValue || dueMs <= NowMs || dueMs == _timerMs)
            return;
        _timerMs = dueMs;
        process.After(dueMs - NowMs, () =>
        {
            if (_timerMs != dueMs)
                return;
            _timerMs = null;
            Run();
        });
    }
}
