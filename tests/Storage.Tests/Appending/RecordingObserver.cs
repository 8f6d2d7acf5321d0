using System.Collections.Concurrent;
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

    public void OnCommitted(IReadOnlyList<CommittedAppend> appends)
    {
        OnCommit(appends);
        _commits.Enqueue(appends);
    }
}
