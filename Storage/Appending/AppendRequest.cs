using System.Threading.Tasks.Sources;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Appending;

/// <summary>
/// One call of <see cref="IEventAppender"/>, waiting for its transaction. It is the source of the task that its writer awaits, once: an
/// append of one event makes no other object to wait on.
/// </summary>
internal class AppendRequest : IValueTaskSource<IReadOnlyList<bool>>, IValueTaskSource
{
    /// <summary>Writers go on elsewhere: the appender never runs their code.</summary>
    private ManualResetValueTaskSourceCore<IReadOnlyList<bool>> _completion = new() { RunContinuationsAsynchronously = true };

    /// <param name="events">One event at least.</param>
    /// <param name="receivedFrom">See <see cref="ReceivedFrom"/>.</param>
    /// <param name="terms">See <see cref="Terms"/>.</param>
    /// <param name="bytes">See <see cref="Bytes"/>.</param>
    public AppendRequest(IReadOnlyList<Event> events, string? receivedFrom, AppendTerms terms, long bytes)
    {
        Events = events;
        ReceivedFrom = receivedFrom;
        Terms = terms;
        Bytes = bytes;
    }

    /// <summary>One event, to be appended on a condition.</summary>
    public AppendRequest(ConditionalAppend conditional, long bytes)
        : this([conditional.Event], receivedFrom: null, AppendTerms.Own(conditional.Event.Timestamp), bytes) => Conditional = conditional;

    public IReadOnlyList<Event> Events { get; }

    /// <summary>The condition; null for most requests.</summary>
    public ConditionalAppend? Conditional { get; }

    public string? ReceivedFrom { get; }

    /// <summary>What the writer knows of the events.</summary>
    public AppendTerms Terms { get; }

    /// <summary>Bytes of keys and values.</summary>
    public long Bytes { get; }

    /// <summary>For each event: true when it was new; of a conditional one, true when it is durable. To be awaited once.</summary>
    public ValueTask<IReadOnlyList<bool>> Outcome => new(this, _completion.Version);

    /// <summary>Done when the events are durable. Instead of <see cref="Outcome"/>.</summary>
    public ValueTask Durable => new(this, _completion.Version);

    public void Complete(IReadOnlyList<bool> added) => _completion.SetResult(added);

    public void Fail(Exception exception) => _completion.SetException(exception);

    IReadOnlyList<bool> IValueTaskSource<IReadOnlyList<bool>>.GetResult(short token) => _completion.GetResult(token);

    void IValueTaskSource.GetResult(short token) => _completion.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _completion.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);
}
