using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Admissions of one exchange that are under way side by side, so that a frame is read and checked while those before it become
/// durable. Not safe for concurrent use.
/// </summary>
/// <param name="admit">Makes events durable; says how many were new.</param>
/// <param name="most">Admissions under way at most.</param>
public sealed class OpenAdmissions(Func<IReadOnlyList<Event>, Task<int>> admit, int most)
{
    private readonly Queue<Task<int>> _open = new();

    /// <summary>Begins an admission, once there is room for it.</summary>
    /// <returns>New events among those that became durable meanwhile.</returns>
    public async Task<int> BeginAsync(IReadOnlyList<Event> events)
    {
        var added = 0;
        while (_open.Count >= most || _open.TryPeek(out var oldest) && oldest.IsCompleted)
            added += await _open.Dequeue();
        _open.Enqueue(admit(events));
        return added;
    }

    /// <summary>Waits until all are durable.</summary>
    /// <returns>New events among them.</returns>
    public async Task<int> EndAsync()
    {
        var added = 0;
        while (_open.TryDequeue(out var oldest))
            added += await oldest;
        return added;
    }

    /// <summary>Waits for those under way, however they end: what the exchange held is done with then.</summary>
    public async Task AbandonAsync()
    {
        while (_open.TryDequeue(out var oldest))
            await ((Task)oldest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }
}
