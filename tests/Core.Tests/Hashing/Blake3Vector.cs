using System.Text.Json;

namespace Aevrion.Core.Tests.Hashing;

/// <summary>One official case: an input length and the extended outputs of the three modes.</summary>
public sealed record Blake3Vector(byte[] Input, byte[] Hash, byte[] KeyedHash, byte[] DerivedKey)
{
    public static Blake3Vector Parse(JsonElement element) => new(
        InputOf(element.GetProperty("input_len").GetInt32()),
        Convert.FromHexString(element.GetProperty("hash").GetString()!),
        Convert.FromHexString(element.GetProperty("keyed_hash").GetString()!),
        Convert.FromHexString(element.GetProperty("derive_key").GetString()!));

    // The vectors' input repeats the bytes 0, 1, … 250.
    private static byte[] InputOf(int length)
    {
        var input = new byte[length];
        for (var i = 0; i < length; i++)
            input[i] = (byte)(i % 251);
        return input;
    }
}
