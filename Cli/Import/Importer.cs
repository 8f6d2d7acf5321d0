using Aevrion.Cli.CommandLine;
using Aevrion.Client;

namespace Aevrion.Cli.Import;

/// <summary>Imports one file, going on where an earlier run stopped, and keeping what a later one needs to do the same.</summary>
internal sealed class Importer(ImportFile file, LineFormat format, IReadOnlyList<string> urls, IAevrionClient client, ImportSettings settings)
{
    /// <param name="resumes">Whether to go on where an earlier run stopped, if there was one.</param>
    /// <exception cref="UsageException">The file, or what an earlier run left, is not right.</exception>
    public async Task<ImportReport> RunAsync(bool resumes, IImportDisplay display, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        var earlier = resumes ? LoadProgress() : null;
        using var run = new ImportRun(CreateReader(), client, settings, display);
        if (earlier is not null)
            await run.SkipAsync(earlier, cancellationToken);

        var totals = earlier?.Totals ?? default;
        await foreach (var mark in run.RunAsync(cancellationToken))
        {
            totals = mark.Totals;
            file.Progress?.Save(new ImportProgress(format.ToString(), [.. urls], mark.Records, mark.Line, mark.Checksum, totals));
            display.Show(mark);
        }

        file.Progress?.Delete();
        var elapsed = TimeProvider.System.GetElapsedTime(startedAt);
        var lines = totals.Lines - (earlier?.Totals.Lines ?? 0);
        return new ImportReport(
            file.Name,
            earlier?.Line ?? 0,
            totals.Lines,
            totals.Added,
            totals.AlreadyThere,
            totals.Skipped,
            elapsed.TotalMilliseconds,
            lines / Math.Max(0.001, elapsed.TotalSeconds));
    }

    private ImportProgress? LoadProgress()
    {
        if (file.Progress?.Load() is not { } progress)
            return null;
        if (progress.Format == format.ToString() && progress.Urls.SequenceEqual(urls))
            return progress;
        throw new UsageException(
            $"{file.Progress.Path} is of an import as {progress.Format} to {string.Join(',', progress.Urls)}. "
            + "Import the same way to go on with it, or pass --resume false to start over.");
    }

    private IRecordReader CreateReader() => format == LineFormat.Csv ? new CsvReader(file.Content) : new NdjsonReader(file.Content);
}
