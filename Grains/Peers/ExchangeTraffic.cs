using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Tree;
using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Grains.Peers;

/// <summary>An exchange under way: its machine, and the bytes that its frames took on the connection. Safe for concurrent use.</summary>
internal sealed class ExchangeTraffic(ExchangeInitiator initiator, long startedAt)
{
    private long _sent;
    private long _received;

    /// <summary>Completes with the outcome, or with the reason why there is none.</summary>
    public TaskCompletionSource<ExchangeOutcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The machine.</summary>
    public ExchangeInitiator Initiator => initiator;

    /// <summary>When it began, in milliseconds since the Unix epoch.</summary>
    public long StartedAt => startedAt;

    /// <summary>Bytes put on the connection.</summary>
    public long BytesSent => Interlocked.Read(ref _sent);

    /// <summary>Bytes taken off it.</summary>
    public long BytesReceived => Interlocked.Read(ref _received);

    /// <summary>Counts a frame of the exchange that went out.</summary>
    public void AddSent(int bytes) => Interlocked.Add(ref _sent, bytes);

    /// <summary>Counts a frame of the exchange that came in.</summary>
    public void AddReceived(int bytes) => Interlocked.Add(ref _received, bytes);

    /// <summary>What it cost and found, at its end.</summary>
    public ExchangeReport Report(ExchangeOutcome outcome, TreeShape shape)
    {
        var isProof = outcome.Equal && initiator.Kind == ExchangeKind.Closed;
        return new ExchangeReport
        {
            At = startedAt,
            StartedAt = startedAt,
            Equal = outcome.Equal,
            RoundTrips = outcome.RoundTrips,
            BytesSent = BytesSent,
            BytesReceived = BytesReceived,
            EventsSent = outcome.EventsSent,
            EventsReceived = outcome.EventsReceived,
            DifferingLeaves = outcome.DifferingLeaves,
            ConvergedThrough = isProof ? shape.StartOf(outcome.Horizon) : null,
            EqualBefore = outcome.Equal ? shape.StartOf(outcome.Horizon) : null,
            ConvergedDigest = isProof ? outcome.Digest?.ToString() : null,
        };
    }

    /// <summary>How far it is.</summary>
    public ExchangeProgress Progress()
    {
        var progress = initiator.Progress;
        return new ExchangeProgress
        {
            StartedAt = startedAt,
            RoundTrips = progress.RoundTrips,
            DifferingLeaves = progress.DifferingLeaves,
            EventsSent = progress.EventsSent,
            EventsReceived = progress.EventsReceived,
            BytesSent = BytesSent,
            BytesReceived = BytesReceived,
        };
    }
}
