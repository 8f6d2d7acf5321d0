namespace Aevrion.Core.Sync.Trust;

/// <summary>Which keys a region may write in another: those that begin with one of some prefixes. No prefix permits nothing.</summary>
/// <param name="prefixes">The prefixes.</param>
public sealed class WritePermit(IReadOnlyList<string> prefixes)
{
    /// <summary>The prefixes.</summary>
    public IReadOnlyList<string> Prefixes => prefixes;

    /// <summary>True for a key that may be written.</summary>
    public bool Covers(string key)
    {
        for (var i = 0; i < prefixes.Count; i++)
        {
            if (key.StartsWith(prefixes[i], StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
