using Aevrion.Core.Events;
using Aevrion.Core.Sync.Batches;
using Aevrion.Core.Sync.Differences;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>What the parts of an exchange share on the dialler's side: the answers that come in, and the tally.</summary>
internal sealed class Dialogue(SyncAnswers answers, DifferingNodes differing)
{
    /// <summary>Requests so far.</summary>
    public int RoundTrips { get; private set; }

    /// <summary>Leaves found to differ so far.</summary>
    public long DifferingLeaves { get; set; }

    /// <summary>The nodes found to differ so far.</summary>
    public DifferingNodes Differing => differing;

    /// <summary>Events taken from the peer so far.</summary>
    public long Received { get; set; }

    /// <summary>Those of them that were new.</summary>
    public long Added { get; set; }

    /// <summary>Events given to the peer so far.</summary>
    public long Sent { get; set; }

    /// <summary>What was fetched of batches that are not complete.</summary>
    public FetchedBatches Batches { get; } = new(ProtocolLimits.MaxFetchedGatheredBytes);

    /// <summary>Makes durable what was fetched, batches in one piece each.</summary>
    public IEnumerable<SyncEffect> Admit(IReadOnlyList<Event> events)
    {
        foreach (var part in WholeBatches.Split(events, ProtocolLimits.MaxBatchEvents, ProtocolLimits.MaxGatheredBytes))
        {
            yield return new AdmitEvents(part);
            Added += Answer<EventsAdmitted>().Added;
        }
    }

    /// <summary>The answer to the last effect.</summary>
    public TInput Answer<TInput>()
        where TInput : SyncInput => answers.Take<TInput>();

    /// <summary>The answers to all effects.</summary>
    public SyncAnswers Answers => answers;

    /// <summary>Counts a request that is answered while others go on.</summary>
    public void CountRoundTrip() => RoundTrips++;

    /// <summary>A request.</summary>
    public AskPeer Ask(Frame request)
    {
        RoundTrips++;
        return new AskPeer(request);
    }

    /// <summary>The frame that answers it.</summary>
    /// <exception cref="ProtocolViolationException">It is of another kind.</exception>
    public Frame Reply(Frame.BodyOneofCase expected)
    {
        var frame = Answer<FrameReceived>().Frame;
        return frame.BodyCase == expected
            ? frame
            : throw new ProtocolViolationException(Refusal.Types.Reason.Unexpected, $"Expected {expected}, was sent {frame.BodyCase}.");
    }
}
