using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Trust;

namespace Aevrion.Grains.Peers;

/// <summary>One connection that came to this silo, from before its introduction to its end.</summary>
internal sealed class InboundConnection(InboundPeers peers, PeerIdentity identity) : IDisposable
{
    // Never disposed of, since another connection may end this one at any time; it holds nothing to free.
    private readonly CancellationTokenSource _cutOff = new();
    private InboundPeer? _peer;
    private bool _isStranger = true;
    private CancellationTokenRegistration _pause;

    /// <summary>What the transport knows of the other end.</summary>
    public PeerIdentity Identity => identity;

    /// <summary>Cancelled when the peer is cut off for what it did on another connection, or is paused.</summary>
    public CancellationToken CutOff => _cutOff.Token;

    /// <summary>What the peer is told of it.</summary>
    public string CutOffReason { get; private set; } = "Cut off because of a violation of the protocol on another connection.";

    /// <summary>Whom the other end is judged with: itself when it is proven, and otherwise whoever comes from its address.</summary>
    public string Party => identity.Region is null ? identity.Address : "";

    /// <summary>True when its party is kept out for what it did before.</summary>
    public bool IsTurnedAway { get; set; }

    /// <summary>The other end has introduced itself as a peer that is configured.</summary>
    /// <exception cref="ProtocolViolationException">It is kept out, or has too many connections.</exception>
    public void Enter(string region)
    {
        NoLongerStranger();
        var peer = peers.Find(region) ?? throw new InvalidOperationException($"'{region}' is not configured.");
        peer.Enter(this);
        _peer = peer;
    }

    /// <summary>Takes note of a frame.</summary>
    /// <exception cref="ProtocolViolationException">The peer sends too much.</exception>
    public void Take(ReceivedFrame received) => _peer?.Take(this, received);

    /// <summary>The connection ends because of what the peer did, or because it cannot be served.</summary>
    /// <returns>How long the peer is kept out, in milliseconds; null when it is not.</returns>
    public long? Refused(ProtocolViolationException reason)
    {
        if (_peer is { } peer && Conduct.IsViolation(reason.Reason))
            return peer.Violated(this, reason.Message);
        if (IsTurnedAway)
            return null;
        (_peer ?? (identity.Region is { } region ? peers.Find(region) : null))?.Refused(reason.Message);
        return null;
    }

    /// <summary>Ends it because of another connection of the same party.</summary>
    public void Cut() => _cutOff.Cancel();

    /// <summary>Ends it, for a reason, once a token is cancelled.</summary>
    public void EndWith(string reason, CancellationToken ended) => _pause = ended.UnsafeRegister(_ =>
    {
        CutOffReason = reason;
        Cut();
    }, null);

    /// <inheritdoc/>
    public void Dispose()
    {
        NoLongerStranger();
        _pause.Dispose();
        _peer?.Leave(this);
    }

    private void NoLongerStranger()
    {
        if (!_isStranger)
            return;
        _isStranger = false;
        peers.NoteIntroduced();
    }
}
