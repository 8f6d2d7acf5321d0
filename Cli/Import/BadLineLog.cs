namespace Aevrion.Cli.Import;

/// <summary>Keeps the number of messages about bad lines within bounds.</summary>
internal sealed class BadLineLog
{
    private const int MaxMessages = 20;

    private int _count;

    /// <returns>What to tell; null when enough was told.</returns>
    public string? Next(string message)
    {
        _count++;
        return _count switch
        {
            <= MaxMessages => message + " Skipped.",
            MaxMessages + 1 => "There are more bad lines; they are skipped and counted.",
            _ => null,
        };
    }
}
