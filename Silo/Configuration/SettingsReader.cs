using System.Globalization;

namespace Aevrion.Silo.Configuration;

/// <summary>
/// Reads a configuration section and collects every mistake in it, so that all can be told at once. What was not read by the end is
/// not a setting, and a mistake as well: a misspelt name must not pass in silence.
/// </summary>
internal sealed class SettingsReader(IConfiguration section, string path, List<string> mistakes)
{
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Full name of a setting, for messages.</summary>
    public string NameOf(string key) => $"{path}:{key}";

    /// <summary>Takes note of a mistake.</summary>
    public void Refuse(string key, string reason) => mistakes.Add($"{NameOf(key)} {reason}");

    /// <summary>A setting as it stands; null when it is not given or empty.</summary>
    public string? Text(string key)
    {
        _read.Add(key);
        var value = section[key];
        if (value is null && section.GetSection(key).GetChildren().Any())
            Refuse(key, "is a single value, not a section.");
        return string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    /// <summary>A setting as it stands, empty if it is given so; null when it is not given.</summary>
    public string? GivenText(string key) => Text(key) ?? (section[key] is null ? null : "");

    public long Integer(string key, long fallback, long least, long most)
    {
        if (Text(key) is not { } text)
            return fallback;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        Refuse(key, $"must be a whole number from {least} to {most}, not '{text}'.");
        return fallback;
    }

    public bool Flag(string key)
    {
        if (Text(key) is not { } text)
            return false;
        if (!bool.TryParse(text, out var value))
            Refuse(key, $"must be true or false, not '{text}'.");
        return value;
    }

    /// <summary>A duration, written hh:mm:ss with fractions and days if need be. A bare number is refused: it would mean days.</summary>
    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan least, TimeSpan most)
    {
        if (Text(key) is not { } text)
            return fallback;
        if (text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most)
            return value;
        Refuse(key, $"must be a duration from {least} to {most}, written hh:mm:ss, not '{text}'.");
        return fallback;
    }

    /// <summary>The sections below a key, by name.</summary>
    public IEnumerable<(string Name, SettingsReader Section)> Sections(string key)
    {
        var parent = Section(key);
        foreach (var child in section.GetSection(key).GetChildren())
            yield return (child.Key, parent.Section(child.Key));
    }

    /// <summary>The section below a key.</summary>
    public SettingsReader Section(string key)
    {
        _read.Add(key);
        if (!string.IsNullOrWhiteSpace(section[key]))
            Refuse(key, "is a section with settings in it, not a single value.");
        return new SettingsReader(section.GetSection(key), NameOf(key), mistakes);
    }

    /// <summary>True when anything is set here.</summary>
    public bool IsGiven => section.GetChildren().Any();

    /// <summary>Names every setting that was not read.</summary>
    public void RefuseTheRest()
    {
        foreach (var unknown in section.GetChildren().Where(child => !_read.Contains(child.Key)))
            Refuse(unknown.Key, $"is not a setting. Known here: {string.Join(", ", _read.Order(StringComparer.Ordinal))}.");
    }
}
