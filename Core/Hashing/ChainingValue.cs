using System.Runtime.CompilerServices;

namespace Aevrion.Core.Hashing;

/// <summary>Eight words: what one node of the tree hands to its parent, and the form in which a key enters.</summary>
[InlineArray(Blake3Constants.ChainingWords)]
internal struct ChainingValue
{
    private uint _word;

    public static ChainingValue Initial => From(Blake3Constants.InitialValue);

    public static ChainingValue From(ReadOnlySpan<uint> words)
    {
        ChainingValue value = default;
        words[..Blake3Constants.ChainingWords].CopyTo(value);
        return value;
    }

    public static ChainingValue FromKey(ReadOnlySpan<byte> key)
    {
        ChainingValue value = default;
        LittleEndianWords.Read(key, value);
        return value;
    }
}
