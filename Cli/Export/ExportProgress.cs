namespace Aevrion.Cli.Export;

/// <summary>How far an export has come: what the progress file holds.</summary>
/// <param name="Prefix">What is exported, as in <see cref="ExportSettings"/>.</param>
/// <param name="Format">How the lines are written.</param>
/// <param name="Urls">Where it comes from.</param>
/// <param name="At">The time that is read at; null for now.</param>
/// <param name="Next">Where the next page begins.</param>
/// <param name="Lines">Lines written so far.</param>
/// <param name="Bytes">How long the file is with them. What stands behind is half a page, and is written anew.</param>
internal sealed record ExportProgress(
    string Prefix, bool History, string Format, string[] Urls, long? At, string? Next, long Lines, long Bytes)
{
    /// <summary>True when the settings export the same to the same.</summary>
    public bool IsOf(ExportSettings settings, IReadOnlyList<string> urls) =>
        Prefix == settings.Prefix && History == settings.History && Format == settings.Format.ToString() && Urls.SequenceEqual(urls);
}
