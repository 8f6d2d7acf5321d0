using Aevrion.Grains.Peers;

namespace Aevrion.Silo.Peers.Authentication;

/// <summary>What came of a dialler's proof.</summary>
internal sealed record PeerVerdict
{
    /// <summary>True when nothing is configured that it has to prove: others decide whether it is let in.</summary>
    public bool IsUndecided { get; init; }

    /// <summary>Who it has proven to be; null when it has not.</summary>
    public PeerIdentity? Identity { get; init; }

    /// <summary>The peer that it says to be; null when it says nothing, or there is no such peer.</summary>
    public string? Claimed { get; init; }

    /// <summary>What the listener proves to it; null when there is no secret.</summary>
    public byte[]? Proof { get; init; }

    /// <summary>Why it is not let in; null when it just has yet to answer the challenge.</summary>
    public PeerRefusal? Refusal { get; init; }

    /// <summary>More about the refusal, for this side only; null when there is nothing to add.</summary>
    public string? Detail { get; init; }

    public static PeerVerdict Refuse(string? claimed, PeerRefusal? refusal, string? detail = null) =>
        new() { Claimed = claimed, Refusal = refusal, Detail = detail };
}
