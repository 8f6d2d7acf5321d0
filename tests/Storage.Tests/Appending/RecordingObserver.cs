using System.Collections.Concurrent;
using Aevrion.Core.Events;
using Aevrion.Storage.Appending;

namespace Aevrion.Storage.Tests.Appending;

/// <summary>Keeps what it was told.</summary>
internal sealed class RecordingObserver : ICommitObserver
{
    private readonly ConcurrentQueue<IReadOnlyList<CommittedAppend>> _commits = new();

    /// <summary>Run on every commit before it is recorded.</summary>
    public Action<IReadOnlyList<CommittedAppend>> OnCommit { get; set; } = static _ => { };

    public IReadOnlyList<IReadOnlyList<CommittedAppend>> Commits => [.. _commits];

    /// <summary>Keys of all events, in commit order.</summary>
    public IReadOnlyList<string> Keys => [.. _commits.SelectMany(commit => commit).SelectMany(append => append.Events).Select(@event => @event.Key)];

    /// <summary>Keys of the events of which it was told that their outcome is unknown.</summary>
    public ConcurrentQueue<string> UnknownKeys { get; } = new();

    public void OnUnknown(IReadOnlyList<Event> events)
    {
        foreach (var item in events)
            UnknownKeys.Enqueue(item.Key);
    }

    public void OnCommitted(IReadOnlyList<CommittedAppend> appends)
    {
        OnCommit(appends);
        _commits.Enqueue(appends);
    }
}
