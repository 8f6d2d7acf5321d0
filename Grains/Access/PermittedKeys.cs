using System.Collections.Immutable;
using Aevrion.Core.Events;

namespace Aevrion.Grains.Access;

/// <summary>The keys that somebody may see and write: all, or those that begin with one of some prefixes.</summary>
public sealed class PermittedKeys
{
    /// <summary>All keys.</summary>
    public static PermittedKeys All { get; } = new([]);

    private PermittedKeys(ImmutableArray<string> prefixes) => Prefixes = prefixes;

    /// <summary>In byte order, none of which begins with another; empty for all keys.</summary>
    public ImmutableArray<string> Prefixes { get; }

    /// <summary>True when there are keys that are not permitted.</summary>
    public bool IsLimited => !Prefixes.IsEmpty;

    /// <summary>The keys with one of these prefixes; all when there are none.</summary>
    public static PermittedKeys Of(IEnumerable<string> prefixes)
    {
        var kept = ImmutableArray.CreateBuilder<string>();
        foreach (var prefix in prefixes.Order(KeyOrder.Instance))
        {
            if (kept.Count == 0 || !prefix.StartsWith(kept[^1], StringComparison.Ordinal))
                kept.Add(prefix);
        }

        return kept.Count == 0 ? All : new PermittedKeys(kept.DrainToImmutable());
    }

    /// <summary>True when the key may be seen and written.</summary>
    public bool Contains(string key)
    {
        if (Prefixes.IsEmpty)
            return true;
        foreach (var prefix in Prefixes)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The parts of a prefix that are permitted, in byte order: prefixes themselves; empty when none is.</summary>
    public ImmutableArray<string> Within(string prefix)
    {
        if (Contains(prefix))
            return [prefix];
        return [.. Prefixes.Where(permitted => permitted.StartsWith(prefix, StringComparison.Ordinal))];
    }
}
