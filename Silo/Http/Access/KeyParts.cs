using System.Collections.Immutable;
using Aevrion.Core.Events;
using Aevrion.Grains.Access;

namespace Aevrion.Silo.Http.Access;

/// <summary>
/// The parts of a prefix that a caller may see, each a prefix itself, for what is listed in the order of keys. A page is of one part, so
/// that it is of one moment; the next one begins behind its last key, in the same part or a later one.
/// </summary>
internal readonly struct KeyParts
{
    private readonly ImmutableArray<string> _prefixes;

    private KeyParts(ImmutableArray<string> prefixes) => _prefixes = prefixes;

    /// <summary>The parts that are not wholly before a key.</summary>
    /// <param name="permitted">What may be seen.</param>
    /// <param name="prefix">What is asked for.</param>
    /// <param name="after">Only what is behind this key; null for everything.</param>
    public static KeyParts Of(PermittedKeys permitted, string prefix, string? after)
    {
        var parts = permitted.Within(prefix);
        return new KeyParts(after is null
            ? parts
            : parts.RemoveAll(part => KeyOrder.Instance.Compare(after, part) > 0 && !after.StartsWith(part, StringComparison.Ordinal)));
    }

    /// <summary>Reads the first part in which there is something, or an end other than its own.</summary>
    /// <param name="read">Reads a page of a part.</param>
    /// <param name="isLast">True when such a page leaves nothing to be said by later parts: it has something, or failed.</param>
    /// <returns>The page, and whether parts follow it; null when there are no parts.</returns>
    public async Task<(TPage? Page, bool HasMore)> ReadAsync<TPage>(Func<string, Task<TPage>> read, Func<TPage, bool> isLast)
        where TPage : class
    {
        TPage? page = null;
        for (var i = 0; i < _prefixes.Length; i++)
        {
            page = await read(_prefixes[i]);
            if (isLast(page))
                return (page, i + 1 < _prefixes.Length);
        }

        return (page, false);
    }
}
