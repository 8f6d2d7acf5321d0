using Aevrion.Core.Events;

namespace Aevrion.Storage;

/// <summary>Short forms of <see cref="IEventLog"/>.</summary>
public static class EventLogExtensions
{
    /// <summary>Appends events that this region did not date itself: they came from peers or were imported with their timestamps.</summary>
    /// <param name="log">The log.</param>
    /// <param name="events">See <see cref="IEventLog.AppendAsync"/>.</param>
    /// <param name="cancellationToken">Stops the call; whether the transaction committed is then unknown.</param>
    /// <returns>For each event, in order: true when this call added it.</returns>
    public static async Task<IReadOnlyList<bool>> AppendAsync(
        this IEventLog log, IReadOnlyList<Event> events, CancellationToken cancellationToken) =>
        (await log.AppendAsync(events, default(AppendTerms), cancellationToken).ConfigureAwait(false)).Added;
}
