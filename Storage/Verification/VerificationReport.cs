namespace Aevrion.Storage.Verification;

/// <summary>What a verification came to.</summary>
/// <param name="Events">Events whose ids were recomputed.</param>
/// <param name="Nodes">Nodes of the tree that they make.</param>
/// <param name="Eras">Eras whose keys were looked up.</param>
/// <param name="Mismatches">Mismatches found, named or not.</param>
/// <param name="ByKind">The same by kind.</param>
/// <param name="Remaining">Those that are left: all, unless a repair was asked for.</param>
/// <param name="WasRepaired">True when something was mended.</param>
/// <param name="Quarantined">Damaged events that were moved out of the log.</param>
public sealed record VerificationReport(
    long Events,
    long Nodes,
    int Eras,
    long Mismatches,
    IReadOnlyDictionary<string, long> ByKind,
    long Remaining,
    bool WasRepaired,
    long Quarantined = 0);
