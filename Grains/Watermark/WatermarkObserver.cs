using Aevrion.Core.Events;
using Aevrion.Core.Sync.Frontiers;
using Aevrion.Storage.Appending;

namespace Aevrion.Grains.Watermark;

/// <summary>Lowers the watermark for what this silo commits.</summary>
public sealed class WatermarkObserver(ConvergedTime convergedTime) : ICommitObserver
{
    /// <inheritdoc/>
    public void OnCommitted(IReadOnlyList<CommittedAppend> appends)
    {
        Event? oldest = null;
        string? from = null;
        foreach (var append in appends)
        {
            for (var i = 0; i < append.Events.Count; i++)
            {
                if ((append.Added[i] || append.IsRepeated) && (oldest is null || append.Events[i].Timestamp < oldest.Timestamp))
                    (oldest, from) = (append.Events[i], append.ReceivedFrom);
            }
        }

        if (oldest is not null)
            convergedTime.Admitted(new LateAdmission(oldest.Timestamp, oldest.Origin, from));
    }
}
