using System.Security.Cryptography;

namespace Aevrion.Cli.Import;

/// <summary>Reads a file record by record, without holding more than one in memory.</summary>
internal interface IRecordReader
{
    /// <summary>The line that the current record starts on, from 1.</summary>
    long LineNumber { get; }

    /// <summary>Goes to the next record.</summary>
    /// <returns>False at the end of the file.</returns>
    ValueTask<bool> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Adds the current record to a checksum of all that was read.</summary>
    void AppendTo(IncrementalHash checksum);

    /// <summary>What the current record says.</summary>
    ParsedRecord Parse();
}
