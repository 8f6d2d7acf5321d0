using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Aevrion.Cli.CommandLine;
using Aevrion.Client;

namespace Aevrion.Cli.Import;

/// <summary>
/// Sends a file's records in batches, one after the other. Each batch is written as a whole or not at all; a mark is passed only when the
/// region has confirmed everything before it.
/// </summary>
internal sealed class ImportRun(IRecordReader reader, IAevrionClient client, ImportSettings settings, IImportDisplay display) : IDisposable
{
    private readonly IncrementalHash _checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly BatchInProgress _batch = new(settings);
    private ImportTotals _totals;
    private long _records;
    private long _line;
    private bool _isRecordWaiting;
    private UsageException? _stoppedBy;

    /// <summary>Reads past what an earlier run has done, and makes sure that it is still the same.</summary>
    /// <exception cref="UsageException">The file was changed before the mark.</exception>
    public async Task SkipAsync(ImportProgress done, CancellationToken cancellationToken)
    {
        while (_records < done.Records && await reader.ReadAsync(cancellationToken))
            Pass();
        if (_records != done.Records || Checksum != done.Checksum)
        {
            throw new UsageException(
                $"{settings.Name} was changed at or before line {done.Line}, up to which it is imported already. "
                + "Pass --resume false to import it from the start.");
        }

        _totals = done.Totals;
    }

    /// <summary>Imports the rest of the file.</summary>
    /// <exception cref="UsageException">A line is wrong; all before its batch is done.</exception>
    public async IAsyncEnumerable<ImportMark> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var goesOn = true;
        while (goesOn)
        {
            goesOn = await FillAsync(cancellationToken);
            await SendAsync(cancellationToken);
            _batch.Clear();
            yield return new ImportMark(_records, _line, Checksum, _totals);
        }

        if (_stoppedBy is not null)
            throw _stoppedBy;
    }

    public void Dispose() => _checksum.Dispose();

    private string Checksum => Convert.ToHexStringLower(_checksum.GetCurrentHash());

    /// <returns>False when there is nothing after this batch.</returns>
    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        while (_isRecordWaiting || await reader.ReadAsync(cancellationToken))
        {
            _isRecordWaiting = true;
            if (_batch.IsFull || !TryTake(reader.Parse()))
                return _stoppedBy is null;
            _isRecordWaiting = false;
            Pass();
        }

        return false;
    }

    /// <returns>False when the record has to wait for the next batch, or is wrong and ends the import.</returns>
    private bool TryTake(ParsedRecord record)
    {
        if (record is { Mistake: null, Operation: null })
            return true;

        var mistake = record.Mistake;
        try
        {
            if (record.Operation is { } operation)
                return _batch.TryAdd(operation, reader.LineNumber);
        }
        catch (AevrionInvalidRequestException exception)
        {
            mistake = exception.Detail;
        }

        _stoppedBy = Refuse(reader.LineNumber, mistake!);
        return _stoppedBy is null;
    }

    private void Pass()
    {
        reader.AppendTo(_checksum);
        _records++;
        _line = reader.LineNumber;
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        while (_batch.Count > 0)
        {
            try
            {
                var results = await client.BatchAsync(_batch.Content, cancellationToken);
                var added = results.Count(result => result.Added);
                _totals = _totals with { Added = _totals.Added + added, AlreadyThere = _totals.AlreadyThere + results.Count - added };
                return;
            }
            catch (AevrionInvalidRequestException exception)
            {
                RemoveRefusedLine(exception);
            }
        }
    }

    private void RemoveRefusedLine(AevrionInvalidRequestException refusal)
    {
        if (refusal.Line is not { } number || number < 1 || number > _batch.Count)
        {
            throw new UsageException(
                $"{settings.Name}, lines {_batch.LineAt(0)} to {_batch.LineAt(_batch.Count - 1)}: the region refused them and wrote none. "
                + refusal.Detail,
                refusal);
        }

        var prefix = $"Line {number}: ";
        var detail = refusal.Detail.StartsWith(prefix, StringComparison.Ordinal) ? refusal.Detail[prefix.Length..] : refusal.Detail;
        if (Refuse(_batch.LineAt(number - 1), detail) is { } stop)
            throw stop;
        _batch.Remove(number - 1);
    }

    /// <returns>What ends the import; null when bad lines are skipped.</returns>
    private UsageException? Refuse(long line, string mistake)
    {
        var message = $"{settings.Name}, line {line}: {mistake}";
        if (!settings.SkipsBadLines)
            return new UsageException(message + " Correct it and run the import again, or pass --skip-bad-lines.");
        _totals = _totals with { Skipped = _totals.Skipped + 1 };
        display.BadLine(message);
        return null;
    }
}
