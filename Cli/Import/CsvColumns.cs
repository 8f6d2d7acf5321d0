using Aevrion.Cli.CommandLine;
using Aevrion.Cli.Time;
using Aevrion.Client;

namespace Aevrion.Cli.Import;

/// <summary>Which column of a CSV file is what, by the names in its first record.</summary>
internal sealed class CsvColumns
{
    private const string Known = "op, key, value, encoding, timestamp, origin, parents";

    private static readonly string[] Names = Known.ToUpperInvariant().Split(", ");

    private readonly List<string> _header;

    private CsvColumns(List<string> header) => _header = header;

    /// <exception cref="UsageException">A column is missing, unknown or there twice.</exception>
    public static CsvColumns FromHeader(string[] header)
    {
        var names = header.Select(name => name.Trim().ToUpperInvariant()).ToList();
        var isComplete = names.Contains("KEY") && names.Contains("VALUE");
        if (!isComplete || names.Distinct().Count() != names.Count || names.Except(Names).Any())
        {
            throw new UsageException(
                $"The first line of a CSV file names its columns. There must be key and value; known are {Known}."
                + $" This one says: {string.Join(',', header)}");
        }

        return new CsvColumns(names);
    }

    public ParsedRecord Parse(string[] fields)
    {
        if (fields is [] or [""])
            return ParsedRecord.Blank;
        if (fields.Length != _header.Count)
            return ParsedRecord.Wrong($"It has {fields.Length} columns instead of {_header.Count}.");

        PointInTime? at = null;
        if (Field(fields, "TIMESTAMP").Trim() is { Length: > 0 } time)
        {
            if (!TimeExpression.TryParseAbsolute(time, out var timestamp))
                return ParsedRecord.Wrong($"'{time}' is not a timestamp: give milliseconds since 1970 or ISO 8601.");
            at = timestamp;
        }

        var operation = Operation(fields, at, out var mistake);
        return operation is null ? ParsedRecord.Wrong(mistake!) : Accepted(fields, operation);
    }

    private BatchOperation? Operation(string[] fields, PointInTime? at, out string? mistake)
    {
        mistake = null;
        var (key, value) = (Field(fields, "KEY"), Field(fields, "VALUE"));
        switch (Field(fields, "OP"), Field(fields, "ENCODING"))
        {
            case ("delete", _) when value.Length == 0:
                return BatchOperation.Delete(key, at);
            case ("delete", _):
                mistake = "A delete has no value.";
                return null;
            case ("" or "put", "" or "text"):
                return BatchOperation.Put(key, value, at);
            case ("" or "put", "base64"):
                return Decoded(key, value, at, out mistake);
            case ("" or "put", var encoding):
                mistake = $"The encoding '{encoding}' is not known: it is text (or empty) or base64.";
                return null;
            case (var other, _):
                mistake = $"The op '{other}' is not known: it is put (or empty) or delete.";
                return null;
        }
    }

    private static BatchOperation? Decoded(string key, string value, PointInTime? at, out string? mistake)
    {
        var bytes = new byte[value.Length];
        var isBase64 = Convert.TryFromBase64String(value, bytes, out var length);
        mistake = isBase64 ? null : "The value is not base64, as its encoding says.";
        return isBase64 ? BatchOperation.Put(key, bytes.AsMemory(0, length), at) : null;
    }

    /// <summary>The line as an event from elsewhere, where the file has the columns for it.</summary>
    private ParsedRecord Accepted(string[] fields, BatchOperation operation)
    {
        var origin = Field(fields, "ORIGIN") is { Length: > 0 } named ? named : null;
        var parents = Field(fields, "PARENTS");
        if (operation.Timestamp is null)
        {
            return origin is null && parents.Length == 0
                ? ParsedRecord.Of(operation)
                : ParsedRecord.Wrong("Only a line with a timestamp has an origin or parents.");
        }

        // A file of events has both columns; an event without parents is one that the writer had seen nothing before.
        return ParsedRecord.Of(operation.Accepted(
            origin, _header.Contains("PARENTS") ? parents.Split(' ', StringSplitOptions.RemoveEmptyEntries) : null));
    }

    private string Field(string[] fields, string name) => _header.IndexOf(name) is >= 0 and var column ? fields[column] : "";
}
