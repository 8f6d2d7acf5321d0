namespace Aevrion.Silo.Configuration;

/// <summary>The configuration has mistakes; the silo does not start.</summary>
public sealed class SiloConfigurationException(IReadOnlyList<string> mistakes)
    : Exception($"The configuration has mistakes:{string.Concat(mistakes.Select(mistake => $"{Environment.NewLine}  - {mistake}"))}")
{
    /// <summary>Every mistake.</summary>
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
