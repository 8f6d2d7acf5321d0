using System.Collections.Immutable;
using System.Text.Json;
using Aevrion.Core;
using Aevrion.Core.Events;

namespace Aevrion.Silo.Http.Batches;

/// <summary>Reads the parents of a line: ids of the versions that its writer had seen.</summary>
internal static class ParentsReader
{
    /// <summary>What <see cref="TryRead"/> takes.</summary>
    public static string Expected { get; } =
        $"\"parents\" must be a list of at most {EventLimits.MaxParents} ids, each of {2 * Hash256.Length} hexadecimal digits.";

    /// <summary>Reads the list that begins at the current token; false when it is none or too long.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out ImmutableArray<Hash256> parents)
    {
        parents = default;
        if (reader.TokenType != JsonTokenType.StartArray)
            return false;
        var read = ImmutableArray.CreateBuilder<Hash256>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String || read.Count == EventLimits.MaxParents || !Hash256.TryParse(reader.GetString(), out var id))
                return false;
            read.Add(id);
        }

        parents = read.DrainToImmutable();
        return true;
    }
}
