using System.Buffers;
using System.Text.Unicode;

namespace Aevrion.Cli.Export;

/// <summary>Which values are written as text, for people to read; all others as base64.</summary>
internal static class PlainValue
{
    /// <summary>Control characters other than tabs and line ends: they survive, but nobody could read them.</summary>
    private static readonly SearchValues<byte> Unreadable = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Append(0x7f).Select(code => (byte)code).Except("\t\r\n"u8.ToArray())]);

    public static bool IsText(ReadOnlySpan<byte> value) => !value.ContainsAny(Unreadable) && Utf8.IsValid(value);
}
