using System.Text;
using System.Text.Json;

namespace Aevrion.Core.Tests.Hashing;

/// <summary>The official test vectors of BLAKE3, as published with its specification.</summary>
public static class Blake3Vectors
{
    private static readonly JsonElement Document = Load();

    public static byte[] Key { get; } = Encoding.ASCII.GetBytes(Document.GetProperty("key").GetString()!);

    public static string Context { get; } = Document.GetProperty("context_string").GetString()!;

    public static IReadOnlyList<Blake3Vector> All { get; } =
        [.. Document.GetProperty("cases").EnumerateArray().Select(Blake3Vector.Parse)];

    private static JsonElement Load()
    {
        using var stream = typeof(Blake3Vectors).Assembly.GetManifestResourceStream("blake3_test_vectors.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
