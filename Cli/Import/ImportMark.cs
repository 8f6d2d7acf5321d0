namespace Aevrion.Cli.Import;

/// <summary>A point in the file up to which everything is done.</summary>
/// <param name="Records">How many records from the start.</param>
/// <param name="Line">The line that the last of them starts on.</param>
/// <param name="Checksum">SHA-256 over all of them, in hex digits.</param>
internal sealed record ImportMark(long Records, long Line, string Checksum, ImportTotals Totals);
