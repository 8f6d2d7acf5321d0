using System.Collections.Frozen;
using Aevrion.Storage.Tokens;

namespace Aevrion.Grains.Access;

/// <summary>All tokens of the region at one moment, found by their ids without an allocation. Immutable.</summary>
internal sealed class TokenTable
{
    private readonly FrozenDictionary<string, KnownToken> _tokens;
    private readonly FrozenDictionary<string, KnownToken>.AlternateLookup<ReadOnlySpan<char>> _byId;

    /// <param name="list">The tokens.</param>
    /// <param name="before">What was known: tokens that have not changed stay the same objects.</param>
    public TokenTable(TokenList list, TokenTable? before)
    {
        Changes = list.Changes;
        _tokens = list.Tokens.ToFrozenDictionary(
            token => token.Id,
            token => before?.Find(token.Id) is { } known && known.IsStill(token) ? known : new KnownToken(token),
            StringComparer.Ordinal);
        All = _tokens.Values;
        _byId = _tokens.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>See <see cref="TokenList.Changes"/>.</summary>
    public long Changes { get; }

    public IReadOnlyList<KnownToken> All { get; }

    public KnownToken? Find(ReadOnlySpan<char> id) => _byId.TryGetValue(id, out var token) ? token : null;
}
