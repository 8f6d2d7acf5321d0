using System.Text;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>Inputs and words as text.</summary>
internal static class Given
{
    /// <summary>64 hexadecimal digits.</summary>
    public const string Id = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    public static IReadOnlyList<byte[]> Texts(params IEnumerable<string> texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Bytes as they stand in the head of a request: one character each.</summary>
    public static string HeadOf(byte[] input) => Encoding.Latin1.GetString(input);
}
