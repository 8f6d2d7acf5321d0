namespace Aevrion.Chaos.Faults;

/// <summary>A fault that was drawn.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Region">Where, or the region that a link begins at.</param>
/// <param name="Other">The region at the other end of a link; null for faults of a region.</param>
/// <param name="AfterMs">How long after the end of the fault before it in its lane.</param>
/// <param name="HoldMs">How long it stands.</param>
/// <param name="Amount">How much: milliseconds of a clock's step or a link's delay, pieces of which one is changed; 0 where that means nothing.</param>
/// <param name="Seed">Draws what else there is to draw.</param>
internal sealed record PlannedFault(FaultKind Kind, string Region, string? Other, int AfterMs, int HoldMs, long Amount, int Seed)
{
    public override string ToString() =>
        $"{Kind} {Region}{(Other is null ? "" : $"-{Other}")} for {HoldMs} ms{(Amount == 0 ? "" : $" ({Amount})")}";
}
