using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>Takes the peer's reason for ending the connection.</summary>
internal sealed class Farewell(Refusal refusal) : SyncMachine
{
    /// <inheritdoc/>
    protected override IEnumerable<SyncEffect> Run()
    {
        yield return new PeerLeaves(refusal.Reason, refusal.Message);
    }
}
