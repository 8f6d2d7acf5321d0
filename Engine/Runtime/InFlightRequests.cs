using System.Numerics;
using Aevrion.Engine.Invocation;

namespace Aevrion.Engine.Runtime;

/// <summary>
/// All calls between being accepted and being answered: to time them out, to wait for them when the silo stops, and to fail them when
/// it is killed. Sharded by processor; a call costs two short locks and no clock reading: time is counted in ticks of one timer.
/// </summary>
internal sealed class InFlightRequests : IDisposable
{
    /// <summary>A timeout is noticed within one part in this many of itself.</summary>
    private const int TicksPerTimeout = 20;

    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestTick = TimeSpan.FromMilliseconds(100);

    private readonly InFlightShard[] _usual;
    private readonly InFlightShard _ownTimeout;
    private readonly InFlightShard[] _oneWay;
    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _timeout;
    private readonly TimeSpan _tickLength;
    private readonly long _started;
    private readonly long _timeoutTicks;
    private ITimer? _timer;
    private long _tick;
    private volatile TaskCompletionSource? _empty;

    public InFlightRequests(TimeProvider timeProvider, TimeSpan timeout)
    {
        _timeProvider = timeProvider;
        _timeout = timeout;
        _started = timeProvider.GetTimestamp();
        _tickLength = new TimeSpan(Math.Clamp(timeout.Ticks / TicksPerTimeout, ShortestTick.Ticks, LongestTick.Ticks));
        _timeoutTicks = TicksOf(timeout);
        var shards = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount);
        _usual = CreateShards(shards);
        _oneWay = CreateShards(shards);
        _ownTimeout = new InFlightShard(this);
    }

    public void Start()
    {
        using (ExecutionContext.SuppressFlow())
            _timer = _timeProvider.CreateTimer(static all => ((InFlightRequests)all!).Tick(), this, _tickLength, _tickLength);
    }

    public void Add(GrainRequest request)
    {
        if (request.Method.IsOneWay)
            ShardOf(_oneWay).Add(request, InFlightLink.NoDeadline);
        else if (request.OwnTimeout is { } own && own != _timeout)
            _ownTimeout.Add(request, Volatile.Read(ref _tick) + TicksOf(own));
        else
            ShardOf(_usual).Add(request, Volatile.Read(ref _tick) + _timeoutTicks);
    }

    /// <summary>Completes when no call is in flight.</summary>
    public Task WhenEmpty()
    {
        var empty = _empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        OnRemoved();
        return empty.Task;
    }

    /// <summary>Answers every call with a failure.</summary>
    public void FailAll(Func<GrainRequest, Exception> failure)
    {
        var requests = new List<GrainRequest>();
        foreach (var shard in AllShards)
            shard.CopyTo(requests);
        foreach (var request in requests)
            request.Fail(failure(request));
    }

    public void Dispose() => _timer?.Dispose();

    internal void OnRemoved()
    {
        if (_empty is { } empty && AllShards.All(shard => shard.Count == 0))
            empty.TrySetResult();
    }

    private IEnumerable<InFlightShard> AllShards => _usual.Concat(_oneWay).Append(_ownTimeout);

    private static InFlightShard ShardOf(InFlightShard[] shards) => shards[Thread.GetCurrentProcessorId() & (shards.Length - 1)];

    private InFlightShard[] CreateShards(int count) => [.. Enumerable.Range(0, count).Select(_ => new InFlightShard(this))];

    /// <summary>Rounded up, and one for the tick that is under way.</summary>
    private long TicksOf(TimeSpan timeout) => (timeout.Ticks / _tickLength.Ticks) + 2;

    private void Tick()
    {
        // From the elapsed time rather than by counting, because a late timer must not make timeouts late for ever.
        var tick = _timeProvider.GetElapsedTime(_started).Ticks / _tickLength.Ticks;
        Volatile.Write(ref _tick, tick);
        var expired = new List<GrainRequest>();
        foreach (var shard in _usual)
            shard.FindExpired(tick, inOrder: true, expired);
        _ownTimeout.FindExpired(tick, inOrder: false, expired);
        foreach (var request in expired)
            request.Fail(new TimeoutException(
                $"{request} did not answer within {request.OwnTimeout ?? _timeout}. The grain goes on with it if it has begun."));
    }
}
