using System.Buffers.Text;
using Aevrion.Core.Sync.Trust;

namespace Aevrion.Silo.Peers.Authentication;

/// <summary>The headers by which two regions prove who they are while a connection is opened; see docs/internals/peer-authentication.md.</summary>
internal static class PeerHeaders
{
    /// <summary>Says which region dials. A claim; the proof is another header.</summary>
    public const string Region = "Aevrion-Region";

    /// <summary>The scheme of challenge and answer.</summary>
    public const string Scheme = "Aevrion-Peer";

    /// <summary>The listener's proof, in the answer that opens the connection (RFC 7615).</summary>
    public const string ListenerProof = "Authentication-Info";

    /// <summary>The keys that the listener takes from the dialler, in the answer that opens the connection; left out when it takes all.</summary>
    public const string Takes = "Aevrion-Takes";

    /// <summary>Why a listener that is reached and knows the dialler does not let it in now: the kind of its problem document, which a dialler of WebSockets cannot read.</summary>
    public const string Refusal = "Aevrion-Refusal";

    /// <summary>Prefixes of keys, percent-encoded, as they travel.</summary>
    public static string Prefixes(IEnumerable<string> prefixes) => string.Join(' ', prefixes.Select(Uri.EscapeDataString));

    /// <summary>The header that tells of a permit.</summary>
    public static string TakesOf(WritePermit permit) => $"prefixes=\"{Prefixes(permit.Prefixes)}\"";

    /// <summary>What such a header says; null when it is malformed.</summary>
    public static WritePermit? PermitOf(Dictionary<string, string>? parameters) => parameters?.GetValueOrDefault("prefixes") is { } prefixes
        ? new WritePermit([.. prefixes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(TrustLimits.MaxWritePrefixes).Select(Uri.UnescapeDataString)])
        : null;

    /// <summary>The challenge that a listener answers with.</summary>
    /// <param name="nonce">A fresh one.</param>
    /// <param name="refusal">Why what was shown was not enough; null when nothing was.</param>
    public static string Challenge(ReadOnlySpan<byte> nonce, PeerRefusal? refusal) =>
        $"{Scheme} nonce=\"{Base64Url.EncodeToString(nonce)}\"" + (refusal is null ? "" : $", error=\"{refusal.Code}\"");

    /// <summary>Asks for a challenge: the dialler can answer one.</summary>
    public static string Offer(string region) => $"{Scheme} region=\"{region}\"";

    /// <summary>A dialler's answer to a challenge.</summary>
    public static string Answer(string region, ReadOnlySpan<byte> listenerNonce, ReadOnlySpan<byte> diallerNonce, ReadOnlySpan<byte> proof) =>
        $"{Scheme} region=\"{region}\", nonce=\"{Base64Url.EncodeToString(listenerNonce)}\", "
        + $"cnonce=\"{Base64Url.EncodeToString(diallerNonce)}\", proof=\"{Base64Url.EncodeToString(proof)}\"";

    /// <summary>The listener's proof as a header.</summary>
    public static string Proof(ReadOnlySpan<byte> proof) => $"proof=\"{Base64Url.EncodeToString(proof)}\"";

    /// <summary>The parameters of a header of the scheme; null when it is of another one, or malformed.</summary>
    public static Dictionary<string, string>? ParametersOf(string? header) =>
        header is not null && header.StartsWith(Scheme + " ", StringComparison.OrdinalIgnoreCase) ? Parse(header[Scheme.Length..]) : null;

    /// <summary>Reads name="value" pairs with commas between them; null when they are malformed.</summary>
    public static Dictionary<string, string>? Parse(string text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var middle = part.IndexOf('=', StringComparison.Ordinal);
            if (middle < 1 || part.Length < middle + 3 || part[middle + 1] != '"' || part[^1] != '"'
                || !parameters.TryAdd(part[..middle].TrimEnd(), part[(middle + 2)..^1]))
                return null;
        }

        return parameters;
    }

    /// <summary>Bytes that a parameter holds; null when there is none of that many.</summary>
    public static byte[]? BytesOf(Dictionary<string, string> parameters, string name, int length)
    {
        if (!parameters.TryGetValue(name, out var text) || !Base64Url.IsValid(text, out var decoded) || decoded != length)
            return null;
        return Base64Url.DecodeFromChars(text);
    }
}
