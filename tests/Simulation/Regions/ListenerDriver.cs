using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Sessions;
using Aevrion.Simulation.Kernel;
using Aevrion.Simulation.Network;
using Aevrion.Storage;
using Google.Protobuf;

namespace Aevrion.Simulation.Regions;

/// <summary>
/// Drives a <see cref="ListenerSession"/> over a connection that a peer opened: one frame at a time, in their order, but for pushes, which
/// become durable side by side.
/// </summary>
internal sealed class ListenerDriver : IConnectionEnd
{
    private readonly RegionProcess _process;
    private readonly Connection _connection;
    private readonly ListenerSession _session;
    private readonly ConnectionEffects _effects;
    private readonly Queue<byte[]> _frames = new();
    private readonly Queue<Task<SyncInput>> _aside = new();
    private TaskCompletionSource? _room;
    private bool _isAcknowledging;
    private bool _isBusy;

    public ListenerDriver(RegionProcess process, Connection connection)
    {
        _process = process;
        _connection = connection;
        _session = new ListenerSession(process.Settings, process.Positions, process.World.Time.NowMs);
        _effects = new ConnectionEffects(process, () => _session.Peer!);
        if (_session.DeadlineMs is { } deadlineMs)
            process.After(deadlineMs - process.World.Time.NowMs, Expire);
    }

    public bool IsOpen { get; private set; } = true;

    private PeerLink Link => _process.Links.First(link => link.PeerIndex == _connection.Dialler);

    public void OnFrame(byte[] frame)
    {
        _frames.Enqueue(frame);
        if (!_isBusy)
            _process.World.Watch(RunAsync());
    }

    public void OnClosed()
    {
        if (IsOpen && _session.Peer is not null && _process.IsAlive)
            Link.Schedule.OnInboundClosed();
        IsOpen = false;
    }

    /// <summary>Ends the connection without a word.</summary>
    public void Drop()
    {
        OnClosed();
        _connection.Close(byDialler: false);
    }

    private async Task RunAsync()
    {
        _isBusy = true;
        try
        {
            while (IsOpen && _process.IsAlive && _frames.TryDequeue(out var bytes))
                await TakeAsync(bytes);
        }
        catch (ProtocolViolationException violation)
        {
            Refuse(violation.Reason, violation.Message);
        }
        catch (StorageUnavailableException)
        {
            Refuse(Refusal.Types.Reason.Unavailable, "The region's database does not answer; try again shortly.");
        }

        _isBusy = false;
    }

    private async Task TakeAsync(byte[] bytes)
    {
        var world = _process.World;
        var frame = FrameCodec.Parse(world.Build.Received(bytes));
        world.Step(StepKind.Frame, _process.Region.Index, _connection.Dialler, () => $"{_process.Region.Name} hears {frame.BodyCase} ({bytes.Length} bytes) from {SimulatedRegion.NameOf(_connection.Dialler)}");
        world.Trace.Bytes(bytes);
        if (FrameTraffic.PurposeOf(frame) == FramePurpose.Exchange)
            Link.Schedule.OnInboundExchanged();
        if (frame.Frontiers is { ExchangeEnded: true })
            Link.Schedule.OnInboundExchangeEnded();
        for (var effect = _session.Receive(frame, _process.Clock.NowMs()); effect is not null;)
        {
            if (effect is PeerLeaves)
            {
                Drop();
                return;
            }

            if (effect is AdmitEvents admit && frame.BodyCase == Frame.BodyOneofCase.Push)
            {
                await SetAsideAsync(admit);
                return;
            }

            var answer = await PerformAsync(effect);
            if (!IsOpen || !_process.IsAlive)
                return;
            effect = _session.Handle(answer);
        }

        if (frame.BodyCase == Frame.BodyOneofCase.Hello)
            Link.Schedule.OnInboundOpened();
        else if (frame.BodyCase == Frame.BodyOneofCase.Push)
            Link.Schedule.OnInboundPushed(_session.HasCaughtUp);
    }

    private async Task SetAsideAsync(AdmitEvents push)
    {
        while (!_session.CanSetAside)
            await (_room ??= new TaskCompletionSource()).Task;
        _session.SetAside();
        _aside.Enqueue(AdmitAsync(push));
        if (!_isAcknowledging)
            _process.World.Watch(AcknowledgeAsync());
    }

    private async Task<SyncInput> AdmitAsync(AdmitEvents push)
    {
        var admitted = await _effects.AdmitAsync(push);
        _process.World.Pushes.OnAdmitted(_process.Region, SimulatedRegion.NameOf(_connection.Dialler), push.Events);
        return admitted;
    }

    /// <summary>Positions are remembered even when the connection has ended meanwhile: what is durable is.</summary>
    private async Task AcknowledgeAsync()
    {
        _isAcknowledging = true;
        try
        {
            while (_aside.TryPeek(out var oldest))
            {
                var admitted = (EventsAdmitted)await oldest;
                if (!_process.IsAlive)
                    return;
                _ = _aside.Dequeue();
                Acknowledge(_session.Admitted(admitted));
            }

            _isAcknowledging = false;
        }
        catch (StorageUnavailableException)
        {
            // Nothing behind it is acknowledged on this connection any more.
            Refuse(Refusal.Types.Reason.Unavailable, "The region's database does not answer; try again shortly.");
        }
    }

    private void Acknowledge(Frame? acknowledgement)
    {
        var room = _room;
        _room = null;
        room?.SetResult();
        if (!IsOpen)
            return;
        Link.Schedule.OnInboundPushed(_session.HasCaughtUp);
        if (acknowledgement is not null)
            _connection.Send(fromDialler: false, _process.World.Build.Sent(acknowledgement.ToByteArray()));
    }

    private async Task<SyncInput> PerformAsync(SyncEffect effect)
    {
        if (effect is not SendFrame send)
            return await _effects.PerformAsync(effect);
        _connection.Send(fromDialler: false, _process.World.Build.Sent(send.Frame.ToByteArray()));
        return FrameSent.Instance;
    }

    private void Refuse(Refusal.Types.Reason reason, string message)
    {
        if (!IsOpen || !_process.IsAlive)
            return;
        if (_process.World.Trace.IsWritten)
            _process.World.Trace.Line($"{_process.Region.Name} refuses {SimulatedRegion.NameOf(_connection.Dialler)}: {reason}: {message}");
        _connection.Send(fromDialler: false, FrameCodec.Refuse(reason, message).ToByteArray());
        Drop();
    }

    private void Expire()
    {
        if (!IsOpen || _session.DeadlineMs is null)
            return;
        try
        {
            _session.Expire();
        }
        catch (ProtocolViolationException violation)
        {
            Refuse(violation.Reason, violation.Message);
        }
    }
}
