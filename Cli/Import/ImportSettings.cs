namespace Aevrion.Cli.Import;

/// <summary>How to import.</summary>
/// <param name="Name">What messages call the file.</param>
/// <param name="BatchLines">The most lines to send at once.</param>
/// <param name="SkipsBadLines">Leave out lines that are wrong instead of stopping at the first.</param>
internal sealed record ImportSettings(string Name, int BatchLines, bool SkipsBadLines);
