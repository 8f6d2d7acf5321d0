namespace Aevrion.Cli.Suggestions;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class DidYouMean
{
    /// <summary>Mistakes that are forgiven in a name of that length: a third of it, and one in any case.</summary>
    private const int LettersAMistake = 3;

    /// <summary>A question that names the nearest, to be put behind a sentence; empty when none is near.</summary>
    public static string Hint(string given, IEnumerable<string> known) => Nearest(given, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    /// <summary>The known name that is nearest; null when none is near enough.</summary>
    public static string? Nearest(string given, IEnumerable<string> known)
    {
        var best = known.Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Distance: Distance(given.ToUpperInvariant(), name.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, given.Length / LettersAMistake) && best.Distance < best.Name.Length ? best.Name : null;
    }

    /// <summary>
    /// Letters left out, added, replaced, or swapped with their neighbour: the restricted Damerau-Levenshtein distance (optimal string
    /// alignment).
    /// </summary>
    public static int Distance(string one, string other)
    {
        var distances = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            distances[i, 0] = i;
        for (var j = 0; j <= other.Length; j++)
            distances[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = distances[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                distances[i, j] = Math.Min(replaced, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    distances[i, j] = Math.Min(distances[i, j], distances[i - 2, j - 2] + 1);
            }
        }

        return distances[one.Length, other.Length];
    }
}
