using Aevrion.Core.Events;
using Aevrion.Storage.Telemetry;

namespace Aevrion.Storage.Appending;

/// <content>Conditional requests, and what they do to others.</content>
public sealed partial class EventAppender
{
    private static readonly IReadOnlyList<bool> Durable = [true];
    private static readonly IReadOnlyList<bool> NotWritten = [false];

    /// <inheritdoc/>
    public async Task<bool> AppendIfLatestAsync(Event written, EventStamp? seen)
    {
        // An attempt keeps its number however often it is tried: that is how it is recognised when the first try was committed after all.
        var conditional = new ConditionalAppend(written, seen, Guid.NewGuid());
        var bytes = StorageLimitChecks.BytesOf(written);
        var request = CommitTrace.Current is { } activity ? new TracedAppendRequest(conditional, bytes, activity) : new AppendRequest(conditional, bytes);
        Add(request);
        return (await request.Outcome.ConfigureAwait(false))[0];
    }

    /// <summary>Ends conditional requests, each as it was decided.</summary>
    private void Settle(AppendGroup group, ConditionalReceipt receipt, long started)
    {
        // What an earlier try committed belongs to another transaction.
        var added = new List<CommittedAppend>(group.Requests.Count);
        var addedBefore = new List<CommittedAppend>();
        for (var i = 0; i < group.Requests.Count; i++)
        {
            var events = group.Requests[i].Events;
            if (receipt.Outcomes[i] == ConditionalOutcome.Added)
                added.Add(new CommittedAppend(events, Durable, ReceivedFrom: null) { Position = receipt.Position });
            else if (receipt.Outcomes[i] == ConditionalOutcome.AddedBefore)
                addedBefore.Add(new CommittedAppend(events, NotWritten, ReceivedFrom: null) { IsRepeated = true });
        }

        if (added.Count > 0)
            _instruments?.Committed(added, _timeProvider.GetElapsedTime(started));
        lock (_observing)
        {
            if (added.Count > 0)
                Tell(observer => observer.OnCommitted(added));
            if (addedBefore.Count > 0)
                Tell(observer => observer.OnCommitted(addedBefore));
        }

        _queue.Release(group);
        for (var i = 0; i < group.Requests.Count; i++)
        {
            var request = group.Requests[i];
            switch (receipt.Outcomes[i])
            {
                case ConditionalOutcome.Changed:
                    request.Complete(NotWritten);
                    break;
                case ConditionalOutcome.Closed:
                    request.Fail(new ClosedTimeException(receipt.FloorMs));
                    break;
                default:
                    request.Complete(Durable);
                    break;
            }
        }
    }

    /// <summary>
    /// Fails the requests that hold events which came behind a conditional write, and commits the others. An earlier try of theirs
    /// was not committed, and will not be: the log looks only at events that it does not have.
    /// </summary>
    private async Task RefuseOvertakenAsync(AppendGroup group, IReadOnlySet<EventStamp> stamps, bool repeated)
    {
        var (overtaken, others) = group.SplitBy(stamps);
        foreach (var request in overtaken)
            Fail(request, () => new OvertakenException(stamps));
        if (others.Requests.Count > 0)
            await CommitAsync(others, repeated).ConfigureAwait(false);
    }
}
