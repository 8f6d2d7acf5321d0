using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Aevrion.Cli.CommandLine;
using CsvHelper;
using CsvHelper.Configuration;

namespace Aevrion.Cli.Import;

/// <summary>Reads CSV by RFC 4180, in UTF-8, with a header.</summary>
internal sealed class CsvReader : IRecordReader, IDisposable
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    private readonly CsvParser _parser;
    private CsvColumns? _columns;
    private bool _isBad;

    public CsvReader(Stream input)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = _ => _isBad = true,
            IgnoreBlankLines = false,
            MaxFieldSize = MaxFieldCharacters,
        };
        _parser = new CsvParser(new StreamReader(input, StrictUtf8, detectEncodingFromByteOrderMarks: true), configuration);
    }

    /// <summary>The longest field that is read: a value of nothing but ASCII may be that long.</summary>
    private static double MaxFieldCharacters => Aevrion.Client.AevrionLimits.MaxBatchBytes;

    public long LineNumber { get; private set; }

    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (_columns is null)
        {
            _columns = await ReadRecordAsync(cancellationToken)
                ? CsvColumns.FromHeader(_parser.Record!)
                : throw new UsageException("The CSV file is empty: its first line must name the columns, key,value,timestamp.");
        }

        return await ReadRecordAsync(cancellationToken);
    }

    public void AppendTo(IncrementalHash checksum) => checksum.AppendData(MemoryMarshal.AsBytes(_parser.RawRecord.AsSpan()));

    /// <remarks>The parser finds out about misplaced quotes when the fields are taken.</remarks>
    public ParsedRecord Parse()
    {
        var parsed = _columns!.Parse(_parser.Record!);
        return _isBad ? ParsedRecord.Wrong("Its quotes do not match (RFC 4180).") : parsed;
    }

    public void Dispose() => _parser.Dispose();

    private async ValueTask<bool> ReadRecordAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _isBad = false;
        LineNumber = _parser.RawRow + 1;
        try
        {
            return await _parser.ReadAsync();
        }
        catch (MaxFieldSizeException exception)
        {
            throw new UsageException($"Line {LineNumber} is too long: a quote may be missing there.", exception);
        }
        catch (DecoderFallbackException exception)
        {
            throw new UsageException($"The CSV file is not UTF-8, at or after line {LineNumber}. Convert it first.", exception);
        }
    }
}
