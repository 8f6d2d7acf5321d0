using Aevrion.Core.Sync.Protocol;
using Aevrion.Grains.Hosting;

namespace Aevrion.Grains.Peers;

/// <summary>What both sides of a new connection check of each other.</summary>
public static class Handshake
{
    /// <summary>Checks a dialler's introduction.</summary>
    /// <exception cref="ProtocolViolationException">It is refused; the reason says why.</exception>
    public static void Check(Hello hello, RegionOptions options)
    {
        if (hello.Version != ProtocolLimits.Version)
        {
            throw new ProtocolViolationException(
                Refusal.Types.Reason.Version,
                $"Protocol version {hello.Version} is not spoken here; this region speaks {ProtocolLimits.Version}.");
        }

        if (hello.GranularityMs != (ulong)options.Granularity || hello.BranchingFactor != (uint)options.BranchingFactor)
        {
            throw new ProtocolViolationException(
                Refusal.Types.Reason.Shape,
                $"The time trees differ: granularity {hello.GranularityMs} ms and branching factor {hello.BranchingFactor} there, "
                + $"{options.Granularity} ms and {options.BranchingFactor} here. They must be equal in all regions.");
        }

        if (!options.Peers.ContainsKey(hello.Region))
        {
            throw new ProtocolViolationException(
                Refusal.Types.Reason.UnknownRegion,
                $"Region '{options.Region}' has no peer of that name; configure Aevrion:Peers:<name>:Url here first.");
        }

        if (hello.Stream.Length != ProtocolLimits.StreamBytes || hello.Neighbours.Count > ProtocolLimits.MaxNeighbours)
            throw new ProtocolViolationException("The introduction is malformed.");
    }
}
