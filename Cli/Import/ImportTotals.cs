namespace Aevrion.Cli.Import;

/// <summary>What an import has done so far.</summary>
/// <param name="Added">Lines that became new events.</param>
/// <param name="AlreadyThere">Lines whose events the region had before.</param>
/// <param name="Skipped">Lines that were wrong and left out.</param>
internal readonly record struct ImportTotals(long Added, long AlreadyThere, long Skipped)
{
    public long Lines => Added + AlreadyThere + Skipped;
}
