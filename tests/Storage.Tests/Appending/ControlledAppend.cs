using Aevrion.Core.Events;

namespace Aevrion.Storage.Tests.Appending;

/// <summary>An append under way in a <see cref="ControlledLog"/>.</summary>
internal sealed class ControlledAppend(IReadOnlyList<Event> events, AppendTerms terms)
{
    private readonly TaskCompletionSource<IReadOnlyList<bool>> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Event> Events { get; } = [.. events];

    public AppendTerms Terms { get; } = terms;

    public IEnumerable<string> Keys => Events.Select(item => item.Key);

    public Task<IReadOnlyList<bool>> Outcome => _outcome.Task;

    /// <summary>Ends it: every event was new.</summary>
    public void Succeed() => _outcome.SetResult([.. Events.Select(_ => true)]);

    public void Fail(Exception failure) => _outcome.SetException(failure);
}
