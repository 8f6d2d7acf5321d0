using Aevrion.Core.Events;

namespace Aevrion.Storage.Tests.Appending;

/// <summary>An append under way in a <see cref="ControlledLog"/>.</summary>
internal sealed class ControlledAppend(IReadOnlyList<Event> events, AppendTerms terms)
{
    private readonly TaskCompletionSource<AppendReceipt> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Event> Events { get; } = [.. events];

    public AppendTerms Terms { get; } = terms;

    public IEnumerable<string> Keys => Events.Select(item => item.Key);

    public Task<AppendReceipt> Outcome => _outcome.Task;

    /// <summary>Ends it: every event was new.</summary>
    public void Succeed() => _outcome.SetResult(new AppendReceipt([.. Events.Select(_ => true)], Position: 1));

    public void Fail(Exception failure) => _outcome.SetException(failure);
}
