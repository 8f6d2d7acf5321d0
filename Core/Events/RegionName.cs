namespace Aevrion.Core.Events;

/// <summary>What regions are called.</summary>
public static class RegionName
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>The rule for people.</summary>
    public const string Rule = "1 to 64 lower-case letters, digits and hyphens, a letter first";

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength && char.IsAsciiLetterLower(name[0])
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
