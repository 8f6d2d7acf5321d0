using Aevrion.Core.Sync.Trust;

namespace Aevrion.Grains.Peers;

/// <summary>Who is judged as one: a peer that proved who it is, or an address that says to be it.</summary>
internal sealed class InboundParty(FloodGate flood)
{
    public Conduct Conduct { get; } = new();

    public FloodGate Flood => flood;

    public string? LastViolation { get; set; }
}
