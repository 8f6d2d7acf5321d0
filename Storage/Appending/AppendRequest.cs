using Aevrion.Core.Events;

namespace Aevrion.Storage.Appending;

/// <summary>One call of <see cref="IEventAppender.AppendAsync"/>, waiting for its transaction.</summary>
internal sealed class AppendRequest(IReadOnlyList<Event> events, string? receivedFrom, AppendTerms terms)
{
    /// <summary>Writers go on elsewhere: the appender's loop never runs their code.</summary>
    private readonly TaskCompletionSource<IReadOnlyList<bool>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Event> Events { get; } = events;

    public string? ReceivedFrom { get; } = receivedFrom;

    /// <summary>What the writer knows of the events.</summary>
    public AppendTerms Terms { get; } = terms;

    /// <summary>Bytes of keys and values.</summary>
    public long Bytes { get; } = StorageLimitChecks.BytesOf(events);

    /// <summary>For each event: true when it was new.</summary>
    public Task<IReadOnlyList<bool>> Outcome => _completion.Task;

    public void Complete(IReadOnlyList<bool> added) => _completion.SetResult(added);

    public void Fail(Exception exception) => _completion.SetException(exception);
}
