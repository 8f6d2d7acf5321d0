using System.Text;

namespace Aevrion.Cli.Output;

/// <summary>Makes text from elsewhere fit for a terminal: keys, values and messages may hold anything, escape sequences included.</summary>
internal static class PlainText
{
    /// <summary>The text without control characters.</summary>
    public static string OneLine(string text)
    {
        if (!text.Any(char.IsControl))
            return text;
        var safe = new StringBuilder(text.Length);
        foreach (var character in text)
            safe.Append(char.IsControl(character) ? '\ufffd' : character);
        return safe.ToString();
    }

    /// <summary>The start of a digest or an id, enough for a person to tell it from others.</summary>
    public static string Short(string? hex)
    {
        const int ShownDigits = 12;
        return hex is null ? "-" : OneLine(hex[..Math.Min(ShownDigits, hex.Length)]);
    }

    /// <summary>The start of a value, as text where it is text.</summary>
    public static string Preview(ReadOnlySpan<byte> value)
    {
        const int ShownCharacters = 60;
        if (!System.Text.Unicode.Utf8.IsValid(value))
            return $"({value.Length} bytes)";
        var text = OneLine(Encoding.UTF8.GetString(value));
        return text.Length <= ShownCharacters ? text : text[..ShownCharacters] + "…";
    }
}
