using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Aevrion.Bench.CommandLine;

/// <summary>Options that benches take.</summary>
internal static class Parameters
{
    /// <summary>An option that is a number.</summary>
    public static Option<int?> Number(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (TryParse(text, least, most, out var number))
                return number;
            result.AddError($"{name} takes a number from {least} to {most}, not '{text}'.");
            return null;
        },
    };

    /// <summary>An option that is one or more numbers, separated by commas.</summary>
    public static Option<int[]?> Numbers(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "N,...",
        CustomParser = result =>
        {
            var numbers = new List<int>();
            foreach (var text in Words(result))
            {
                if (!TryParse(text, least, most, out var number))
                {
                    result.AddError($"{name} takes numbers from {least} to {most}, separated by commas, not '{text}'.");
                    return null;
                }

                numbers.Add(number);
            }

            return [.. numbers.Distinct()];
        },
    };

    /// <summary>The values of an option, or the usual ones: one that was not given, or is not of this command, has an empty list.</summary>
    public static IReadOnlyList<T> ListOf<T>(this ParseResult? parsed, Option<T[]?> option, IReadOnlyList<T> usual) =>
        parsed?.GetValue(option) is { Length: > 0 } given ? given : usual;

    /// <summary>An option that is one or more words of an enumeration, separated by commas.</summary>
    public static Option<T[]?> Choices<T>(string name, string description)
        where T : struct, Enum => new(name)
        {
            Description = $"{description} One or more of: {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.",
            HelpName = "NAME,...",
            CustomParser = result =>
            {
                var chosen = new List<T>();
                foreach (var text in Words(result))
                {
                    if (!Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
                    {
                        result.AddError($"{name} takes {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}, not '{text}'.");
                        return null;
                    }

                    chosen.Add(Enum.Parse<T>(text, ignoreCase: true));
                }

                return [.. chosen.Distinct()];
            },
        };

    /// <summary>An option that is one or more of these words, separated by commas.</summary>
    public static Option<string[]?> Words(string name, string description, IReadOnlyList<string> known) => new(name)
    {
        Description = $"{description} One or more of: {string.Join(", ", known)}.",
        HelpName = "NAME,...",
        CustomParser = result =>
        {
            var words = Words(result).Distinct(StringComparer.Ordinal).ToArray();
            if (words.Except(known, StringComparer.Ordinal).FirstOrDefault() is not { } unknown)
                return words;
            result.AddError($"{name} takes {string.Join(", ", known)}, not '{unknown}'.");
            return null;
        },
    };

    private static bool TryParse(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;

    private static IEnumerable<string> Words(ArgumentResult result) =>
        result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries));
}
