namespace Aevrion.Cli.Import;

/// <summary>How far an import has come: what the progress file holds.</summary>
/// <param name="Format">How the file was read.</param>
/// <param name="Urls">Where it went.</param>
/// <param name="Records">How many records from the start are done.</param>
/// <param name="Line">The line that the last of them starts on.</param>
/// <param name="Checksum">SHA-256 over all of them in hex digits: they must be the same when the import goes on.</param>
internal sealed record ImportProgress(string Format, string[] Urls, long Records, long Line, string Checksum, ImportTotals Totals);
