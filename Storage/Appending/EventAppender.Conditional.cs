using Aevrion.Core.Events;

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
        var request = new AppendRequest(new ConditionalAppend(written, seen, Guid.NewGuid()), StorageLimitChecks.BytesOf(written));
        Add(request);
        return (await request.Outcome.ConfigureAwait(false))[0];
    }

    /// <summary>Ends conditional requests, each as it was decided.</summary>
    private void Settle(AppendGroup group, ConditionalReceipt receipt)
    {
        var commits = new List<CommittedAppend>(group.Requests.Count);
        for (var i = 0; i < group.Requests.Count; i++)
        {
            if (receipt.Outcomes[i] is ConditionalOutcome.Added or ConditionalOutcome.AddedBefore)
                commits.Add(Committed(group.Requests[i], receipt.Outcomes[i], receipt.Position));
        }

        if (commits.Count > 0)
        {
            lock (_observing)
                Tell(commits);
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

    private static CommittedAppend Committed(AppendRequest request, ConditionalOutcome outcome, long? position) =>
        outcome == ConditionalOutcome.Added
            ? new CommittedAppend(request.Events, Durable, ReceivedFrom: null) { Position = position }
            : new CommittedAppend(request.Events, NotWritten, ReceivedFrom: null) { IsRepeated = true };

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
