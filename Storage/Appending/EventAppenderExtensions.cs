using Aevrion.Core.Events;

namespace Aevrion.Storage.Appending;

/// <summary>Short forms of <see cref="IEventAppender"/>.</summary>
public static class EventAppenderExtensions
{
    /// <summary>Appends events that this region did not date itself: they came from peers or were imported with their timestamps.</summary>
    /// <param name="appender">The appender.</param>
    /// <param name="events">See <see cref="IEventAppender.AppendAsync"/>.</param>
    /// <param name="receivedFrom">The peer the events came from; null for an import.</param>
    /// <param name="cancellationToken">Stops the waiting; the append goes on.</param>
    public static Task<IReadOnlyList<bool>> AppendAsync(
        this IEventAppender appender, IReadOnlyList<Event> events, string? receivedFrom, CancellationToken cancellationToken) =>
        appender.AppendAsync(events, receivedFrom, default(AppendTerms), cancellationToken);
}
