using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Time;
using Aevrion.Client;

namespace Aevrion.Cli.Import;

/// <summary>Which column of a CSV file is what, by the names in its first record.</summary>
/// <param name="Key">The position of the column "key".</param>
/// <param name="Value">The position of the column "value".</param>
/// <param name="Timestamp">The position of the column "timestamp"; null where there is none.</param>
/// <param name="Count">How many columns there are.</param>
internal sealed record CsvColumns(int Key, int Value, int? Timestamp, int Count)
{
    /// <exception cref="UsageException">A column is missing, unknown or there twice.</exception>
    public static CsvColumns FromHeader(string[] header)
    {
        var names = header.Select(name => name.Trim().ToUpperInvariant()).ToList();
        var isComplete = names.Contains("KEY") && names.Contains("VALUE");
        if (!isComplete || names.Distinct().Count() != names.Count || names.Except(["KEY", "VALUE", "TIMESTAMP"]).Any())
        {
            throw new UsageException(
                "The first line of a CSV file names its columns: key,value,timestamp (timestamp may be left out)."
                + $" This one says: {string.Join(',', header)}");
        }

        var timestamp = names.IndexOf("TIMESTAMP");
        return new CsvColumns(names.IndexOf("KEY"), names.IndexOf("VALUE"), timestamp < 0 ? null : timestamp, names.Count);
    }

    public ParsedRecord Parse(string[] fields)
    {
        if (fields is [] or [""])
            return ParsedRecord.Blank;
        if (fields.Length != Count)
            return ParsedRecord.Wrong($"It has {fields.Length} columns instead of {Count}.");
        var time = Timestamp is { } column ? fields[column].Trim() : "";
        if (time.Length == 0)
            return ParsedRecord.Of(BatchOperation.Put(fields[Key], fields[Value]));
        return TimeExpression.TryParseAbsolute(time, out var timestamp)
            ? ParsedRecord.Of(BatchOperation.Put(fields[Key], fields[Value], timestamp))
            : ParsedRecord.Wrong($"'{time}' is not a timestamp: give milliseconds since 1970 or ISO 8601.");
    }
}
