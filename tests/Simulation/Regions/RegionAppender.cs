using Aevrion.Core.Events;
using Aevrion.Storage;
using Aevrion.Storage.Appending;

namespace Aevrion.Simulation.Regions;

/// <summary>
/// The single-threaded double of <see cref="EventAppender"/>, with the same guarantees: one transaction at a time, holding what arrived
/// while the one before ran; requests in order, each wholly inside one transaction; a transaction that was lost is repeated and, after
/// that, fails its requests; writes into closed time fail alone.
/// </summary>
internal sealed class RegionAppender(RegionProcess process)
{
    private const int Retries = 1;

    private readonly Queue<AppendRequest> _waiting = new();
    private bool _isRunning;

    public Task<IReadOnlyList<bool>> AppendAsync(IReadOnlyList<Event> events, string? receivedFrom, AppendTerms terms)
    {
        var request = new AppendRequest(events, receivedFrom, terms);
        process.Frontiers.Begin(events.Min(item => item.Timestamp));
        _waiting.Enqueue(request);
        if (!_isRunning)
            process.World.Watch(RunAsync());
        return request.Outcome.Task;
    }

    private async Task RunAsync()
    {
        _isRunning = true;
        while (_waiting.Count > 0)
        {
            var group = _waiting.ToList();
            _waiting.Clear();
            await CommitAsync(group);
        }

        _isRunning = false;
    }

    private async Task CommitAsync(List<AppendRequest> group)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                var receipt = await process.Store.AppendAsync(
                    [.. group.SelectMany(request => request.Events)], TermsOf(group, isFirstTry: tried == 1), CancellationToken.None);
                Succeed(group, receipt, tried > 1);
                return;
            }
            catch (ClosedTimeException closed)
            {
                foreach (var late in group.Where(request => request.Terms.EarliestOwn < closed.FloorMs))
                {
                    End(late);
                    late.Outcome.SetException(new ClosedTimeException(closed.FloorMs));
                }

                group = [.. group.Where(request => !(request.Terms.EarliestOwn < closed.FloorMs))];
                if (group.Count == 0)
                    return;
            }
            catch (StorageUnavailableException) when (tried <= Retries)
            {
            }
            catch (StorageUnavailableException failure)
            {
                foreach (var request in group)
                {
                    End(request, isKnown: false);
                    request.Outcome.SetException(new StorageUnavailableException(failure.Message));
                }

                return;
            }
        }
    }

    private static AppendTerms TermsOf(List<AppendRequest> group, bool isFirstTry) =>
        new(group.Min(request => request.Terms.EarliestOwn), isFirstTry && group.TrueForAll(request => request.Terms.AreNew));

    private void End(AppendRequest request, bool isKnown = true) =>
        process.Frontiers.End(request.Events.Min(item => item.Timestamp), isKnown);

    private void Succeed(List<AppendRequest> group, AppendReceipt receipt, bool repeated)
    {
        var commits = new List<CommittedAppend>();
        var first = 0;
        foreach (var request in group)
        {
            commits.Add(new CommittedAppend(
                request.Events, [.. receipt.Added.Skip(first).Take(request.Events.Count)], request.ReceivedFrom) { IsRepeated = repeated, Position = receipt.Position });
            first += request.Events.Count;
        }

        process.OnCommitted(commits);
        group.ForEach(request => End(request));
        for (var i = 0; i < group.Count; i++)
            group[i].Outcome.SetResult(commits[i].Added);
    }
}
