namespace Aevrion.Cli.Import;

/// <summary>How the lines of a file are written.</summary>
internal enum LineFormat
{
    Ndjson,
    Csv,
}
