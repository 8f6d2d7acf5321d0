namespace Aevrion.Cli.Live;

/// <summary>How often something is looked at.</summary>
/// <param name="Every">The pause between two looks.</param>
/// <param name="Times">How often it is looked at; null for until Ctrl+C.</param>
internal sealed record LiveSettings(TimeSpan Every, int? Times);
