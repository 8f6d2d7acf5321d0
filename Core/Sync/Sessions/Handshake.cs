using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>What both ends of a new connection say of themselves and check of each other.</summary>
public static class Handshake
{
    /// <summary>A dialler's introduction.</summary>
    /// <param name="settings">The dialler's region.</param>
    /// <param name="stream">Name of its push stream.</param>
    /// <param name="clockMs">Its clock.</param>
    public static Frame Introduce(SessionSettings settings, ByteString stream, long clockMs)
    {
        var hello = new Hello
        {
            Version = ProtocolLimits.Version,
            Region = settings.Region,
            GranularityMs = (ulong)settings.Shape.GranularityMs,
            BranchingFactor = (uint)settings.Shape.BranchingFactor,
            Stream = stream,
            NowMs = clockMs,
        };
        hello.Neighbours.AddRange(settings.Peers.Order(StringComparer.Ordinal));
        return new Frame { Hello = hello };
    }

    /// <summary>Checks a dialler's introduction.</summary>
    /// <param name="hello">The introduction.</param>
    /// <param name="settings">The listener's region.</param>
    /// <param name="provenAs">The region that the transport proved to be at the other end; null for none.</param>
    /// <exception cref="ProtocolViolationException">It is refused; the reason says why.</exception>
    public static void Check(Hello hello, SessionSettings settings, string? provenAs = null)
    {
        CheckVersion(hello.Version);
        var shape = settings.Shape;
        if (hello.GranularityMs != (ulong)shape.GranularityMs || hello.BranchingFactor != (uint)shape.BranchingFactor)
        {
            throw new ProtocolViolationException(
                Refusal.Types.Reason.Shape,
                $"The time trees differ: granularity {hello.GranularityMs} ms and branching factor {hello.BranchingFactor} there, "
                + $"{shape.GranularityMs} ms and {shape.BranchingFactor} here. They must be equal in all regions.");
        }

        if (!settings.Peers.Contains(hello.Region))
        {
            throw new ProtocolViolationException(
                Refusal.Types.Reason.UnknownRegion,
                $"Region '{settings.Region}' has no peer of that name; configure Aevrion:Peers:<name>:Url here first.");
        }

        CheckProof(hello.Region, settings, provenAs);
        if (hello.Stream.Length != ProtocolLimits.StreamBytes || !NamesFit(hello.Neighbours))
            throw new ProtocolViolationException("The introduction is malformed.");
    }

    /// <summary>Checks the answer to an introduction, but for the region that gives it.</summary>
    /// <exception cref="ProtocolViolationException">It is not acceptable.</exception>
    public static void Check(Welcome welcome) => CheckVersion(welcome.Version);

    private static void CheckProof(string region, SessionSettings settings, string? provenAs)
    {
        if (provenAs is not null && region != provenAs)
        {
            throw new ProtocolViolationException(
                Refusal.Types.Reason.UnknownRegion, $"The connection was proven to be that of region '{provenAs}', and no other may use it.");
        }

        if (provenAs is null && settings.NeedProof.Contains(region))
        {
            throw new ProtocolViolationException(
                Refusal.Types.Reason.UnknownRegion,
                $"Region '{settings.Region}' listens to it only with a proof of who it is; configure the same secret on both sides, or certificates.");
        }
    }

    private static void CheckVersion(uint version)
    {
        if (version != ProtocolLimits.Version)
        {
            throw new ProtocolViolationException(
                Refusal.Types.Reason.Version,
                $"Protocol version {version} is not spoken here; this region speaks {ProtocolLimits.Version}.");
        }
    }

    private static bool NamesFit(RepeatedField<string> regions) =>
        regions.Count <= ProtocolLimits.MaxNeighbours && regions.All(name => name.Length is > 0 and <= ProtocolLimits.MaxRegionNameLength);
}
