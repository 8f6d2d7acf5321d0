using Aevrion.Core;
using Aevrion.Core.Hashing;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Silo.Http.Problems;
using Aevrion.Storage.Batches;

namespace Aevrion.Silo.Http.Requests;

/// <summary>The header <c>Idempotency-Key</c>: makes a request known when it is sent again.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    private const char FirstVisible = '!';
    private const char LastVisible = '~';

    private static readonly Problem Bad = ProblemKinds.BadIdempotencyKey.With(
        $"{Header} takes 1 to {BatchAnswerLimits.MaxKeyLength} visible characters of ASCII, once; nothing was written.");

    /// <summary>Reads the header; null when there is none, and when there is a problem.</summary>
    public static string? Read(IHeaderDictionary headers, out Problem? problem)
    {
        problem = null;
        if (!headers.TryGetValue(Header, out var values))
            return null;
        if (values is [{ Length: > 0 and <= BatchAnswerLimits.MaxKeyLength } key] && key.All(letter => letter is >= FirstVisible and <= LastVisible))
            return key;
        problem = Bad;
        return null;
    }

    /// <summary>What a request with a key is known by; null when it has none.</summary>
    /// <param name="key">The key.</param>
    /// <param name="body">The body as it came.</param>
    public static BatchIdentity? Identify(string? key, ReadOnlySpan<byte> body)
    {
        if (key is null)
            return null;
        Span<byte> hash = stackalloc byte[Hash256.Length];
        Blake3.Hash(body, hash);
        return new BatchIdentity { Key = key, Request = new Hash256(hash) };
    }
}
