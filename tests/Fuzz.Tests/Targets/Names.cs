using System.Text.RegularExpressions;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>Names of outcomes.</summary>
internal static partial class Names
{
    private const int MaxLength = 80;

    /// <summary>A message without what differs from input to input: numbers, and what it quotes.</summary>
    public static string Of(string message)
    {
        var name = Varying().Replace(message.Length > 4 * MaxLength ? message[..(4 * MaxLength)] : message, "#");
        return name.Length <= MaxLength ? name : name[..MaxLength];
    }

    [GeneratedRegex("""'[^']*'|"[^"]*"|[0-9]+|[^\x20-\x7e]+""", RegexOptions.NonBacktracking)]
    private static partial Regex Varying();
}
