using Aevrion.Core.Sync.Trust;
using Aevrion.Grains.Hosting;
using Aevrion.Silo.Peers.Authentication;

namespace Aevrion.Silo.Configuration;

/// <summary>Reads what a peer may write, and how much it may send.</summary>
internal static class PeerLimitsReader
{
    private const string MayWriteSetting = "MayWrite";
    private const string FramesSetting = "MaxFramesPerSecond";
    private const string EventsSetting = "MaxEventsPerSecond";
    private const string BytesSetting = "MaxBytesPerSecond";

    private const long MostPerSecond = 1L << 40;

    /// <summary>Reads them into the peer's options, and takes note of mistakes in the section.</summary>
    public static void Read(SettingsReader section, PeerOptions peer)
    {
        var defaults = new FloodLimits();
        peer.Flood = new FloodLimits(
            section.Integer(FramesSetting, defaults.Frames, 1, MostPerSecond),
            section.Integer(EventsSetting, defaults.Events, 1, MostPerSecond),
            section.Integer(BytesSetting, defaults.Bytes, 1, MostPerSecond));

        // Given without a prefix it permits nothing: a value that went missing must not permit everything.
        if (section.GivenText(MayWriteSetting) is not { } text)
            return;
        var prefixes = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Uri.UnescapeDataString).ToList();
        if (prefixes.Count > TrustLimits.MaxWritePrefixes)
            section.Refuse(MayWriteSetting, $"has {prefixes.Count} prefixes; at most {TrustLimits.MaxWritePrefixes} can be given.");
        if (PeerHeaders.Prefixes(prefixes).Length > TrustLimits.MaxWritePrefixBytes)
            section.Refuse(MayWriteSetting, $"is too long: all prefixes together have at most {TrustLimits.MaxWritePrefixBytes} bytes, percent-encoded.");
        peer.MayWrite = new WritePermit(prefixes);
    }
}
