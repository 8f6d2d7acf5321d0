using Aevrion.Storage.Appending;

namespace Aevrion.Grains.Load;

/// <summary>Counts the events that become durable here: those of clients, and those of peers that were new.</summary>
public sealed class LoadObserver(LoadRecorder load) : ICommitObserver
{
    /// <inheritdoc/>
    public void OnCommitted(IReadOnlyList<CommittedAppend> appends)
    {
        var writes = 0;
        var received = 0;
        for (var i = 0; i < appends.Count; i++)
        {
            var append = appends[i];
            if (append.ReceivedFrom is null)
                writes += append.CountAdded();
            else
                received += append.CountAdded();
        }

        load.Add(LoadCount.Writes, writes);
        load.Add(LoadCount.Received, received);
    }
}
