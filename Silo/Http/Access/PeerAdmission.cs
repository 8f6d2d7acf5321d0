using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Access;

/// <summary>What was decided about a silo that wants to connect to <c>/v1/peer</c>. A feature of the request once it was let in.</summary>
/// <param name="Credential">How it proved itself, for the log and for <c>/v1/peers</c>; "none" where that is not needed.</param>
internal sealed record PeerAdmission(string Credential)
{
    /// <summary>Not proven, where nothing has to be, as long as that is so.</summary>
    public static PeerAdmission Unproven(CancellationToken ended) => new("none") { Ended = ended };

    /// <summary>The region that it has proven to be; null when the credential does not say which peer it is.</summary>
    public string? Peer { get; init; }

    /// <summary>Cancelled when the credential is not valid any more: the connection ends then.</summary>
    public CancellationToken Ended { get; init; }

    /// <summary>Why it is not let in; null when it is.</summary>
    public Problem? Refusal { get; init; }

    /// <summary>Does not let it in.</summary>
    public static PeerAdmission Refused(Problem reason) => new("refused") { Refusal = reason };
}
