using Aevrion.Core;
using Aevrion.Storage.Tokens;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>The text of a token. One that is read has the length, and is known by nothing but what it says.</summary>
internal sealed class TokenTarget : FuzzTarget
{
    private const string Token = "aev_0123456789ab_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    private static readonly Hash256 Known = HashOf(Token);

    public override string Name => "token";

    public override IReadOnlyList<byte[]> Seeds { get; } = Given.Texts(Token, Token[..^1] + "B", "");

    public override IReadOnlyList<byte[]> Words { get; } = Given.Texts("aev_", "_", "=", "-", " ", "\t", "A", "+", "/", "\u00e9");

    public override string Run(byte[] input)
    {
        var text = Given.HeadOf(input);
        if (!TokenText.TryParse(text, out var id, out var hash))
            return $"none {Math.Sign(text.Length - TokenText.Length)} {text.StartsWith(TokenText.Prefix, StringComparison.Ordinal)}";
        if (text.Length != TokenText.Length || !text.AsSpan(TokenText.Prefix.Length, TokenText.IdLength).SequenceEqual(id))
            throw new InvalidOperationException("Another id was read than stands there.");
        return $"read {TokenText.AreEqual(hash, Known)}";
    }

    private static Hash256 HashOf(string token) =>
        TokenText.TryParse(token, out _, out var hash) ? hash : throw new InvalidOperationException("The seed is no token.");
}
