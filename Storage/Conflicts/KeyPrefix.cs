using System.Text;

namespace Aevrion.Storage.Conflicts;

/// <summary>The keys that begin with a prefix, as a range in byte order, which for UTF-8 is the order of code points.</summary>
internal static class KeyPrefix
{
    private const int FirstSurrogate = 0xD800;
    private const int BehindSurrogates = 0xE000;
    private const int LastCodePoint = 0x10FFFF;

    /// <summary>The first string behind all that begin with the prefix; null when there is none.</summary>
    public static string? End(string prefix)
    {
        var runes = prefix.EnumerateRunes().ToList();
        while (runes.Count > 0)
        {
            var next = runes[^1].Value + 1;
            runes.RemoveAt(runes.Count - 1);
            if (next <= LastCodePoint)
            {
                runes.Add(new Rune(next == FirstSurrogate ? BehindSurrogates : next));
                return string.Concat(runes);
            }
        }

        return null;
    }
}
