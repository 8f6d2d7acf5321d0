using Aevrion.Client;

namespace Aevrion.Cli.Import;

/// <summary>What a record of a file says: something to write, a mistake, or nothing where it is blank.</summary>
internal readonly record struct ParsedRecord(BatchOperation? Operation, string? Mistake)
{
    public static ParsedRecord Blank => default;

    public static ParsedRecord Of(BatchOperation operation) => new(operation, null);

    public static ParsedRecord Wrong(string mistake) => new(null, mistake);
}
