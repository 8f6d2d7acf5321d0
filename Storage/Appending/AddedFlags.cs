namespace Aevrion.Storage.Appending;

/// <summary>The flags of a transaction, cut into those of its requests; most requests are one event, and share theirs.</summary>
internal static class AddedFlags
{
    private static readonly IReadOnlyList<bool> OneNew = [true];
    private static readonly IReadOnlyList<bool> OneKnown = [false];

    public static IReadOnlyList<bool> Slice(IReadOnlyList<bool> added, int first, int count)
    {
        if (count == 1)
            return added[first] ? OneNew : OneKnown;
        if (count == added.Count)
            return added;

        var flags = new bool[count];
        for (var i = 0; i < flags.Length; i++)
            flags[i] = added[first + i];
        return flags;
    }
}
