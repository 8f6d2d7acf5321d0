using System.CommandLine;
using Aevrion.Bench.Databases;
using Aevrion.Bench.Progress;
using Aevrion.Bench.Results;
using Npgsql;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aevrion.Bench.CommandLine;

/// <summary>Runs benches, writes what they found, and turns what they throw into one line and an exit code.</summary>
internal sealed class BenchHost
{
    private const string ServerVariable = "AEVRION_POSTGRES";
    private const string PrefixVariable = "AEVRION_BENCH_DATABASES";
    private const string DefaultPrefix = "aevrion_bench";

    /// <summary>Wide enough for any table, so that what is read by another program is never wrapped.</summary>
    private const int RedirectedWidth = 1_000;

    private readonly Option<FileInfo?> _json = new("--json")
    {
        Description = "Write the rows to this file too.",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<FileInfo?> _markdown = new("--markdown")
    {
        Description = "Write the tables to this file too, as Markdown.",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<string?> _picture = new("--picture")
    {
        Description = "Draw the figures into this file, as SVG; into a folder that is there, as NAME.svg for each bench.",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<bool> _needs = new("--needs")
    {
        Description = "Only say what has to be there, a word a line.",
        Recursive = true,
        Hidden = true,
    };

    public void AddOptionsTo(RootCommand root)
    {
        root.Add(_json);
        root.Add(_markdown);
        root.Add(_picture);
        root.Add(_needs);
    }

    /// <summary>Makes these runs what the command does.</summary>
    public void Handle(Command command, Func<ParseResult, IReadOnlyList<BenchRun>> prepare) =>
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, prepare(parsed), cancellationToken));

    /// <summary>The command without a name: runs what it is given when a result file is asked for, or else lists the benches.</summary>
    public void HandleRoot(RootCommand root, Func<ParseResult, IReadOnlyList<BenchRun>> prepare, Action list) =>
        root.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(_json) is not null)
                return RunAsync(parsed, prepare(parsed), cancellationToken);
            if (!parsed.GetValue(_needs))
                list();
            return Task.FromResult((int)ExitCode.Success);
        });

    private async Task<int> RunAsync(ParseResult parsed, IReadOnlyList<BenchRun> runs, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_needs))
        {
            await WriteNeedsAsync(NeedsOf(runs));
            return (int)ExitCode.Success;
        }

        try
        {
            var reports = await MeasureAsync(runs, cancellationToken);
            foreach (var report in reports)
                Render(report.ForPeople);
            await WriteFilesAsync(parsed, runs, reports, cancellationToken);
            return (int)ExitCode.Success;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Report("Interrupted.", ExitCode.Interrupted);
        }
        catch (UsageException exception)
        {
            return Report(exception.Message, ExitCode.BadUsage);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Report("A file cannot be written: " + exception.Message, ExitCode.BadUsage);
        }
        catch (Exception exception) when (exception is NpgsqlException or Storage.StorageUnavailableException or Storage.StorageConfigurationException)
        {
            return Report("PostgreSQL: " + exception.Message, ExitCode.Failed);
        }
        catch (InvalidDataException exception)
        {
            return Report(exception.Message, ExitCode.Failed);
        }
    }

    private async Task WriteFilesAsync(
        ParseResult parsed, IReadOnlyList<BenchRun> runs, IReadOnlyList<BenchReport> reports, CancellationToken cancellationToken)
    {
        List<BenchRow> rows = [.. reports.SelectMany(report => report.Rows)];
        if (parsed.GetValue(_json) is { } json)
            await ResultFile.WriteAsync(json, rows, cancellationToken);
        if (parsed.GetValue(_markdown) is { } markdown)
            await File.WriteAllTextAsync(markdown.FullName, FigurePage.Of(rows), cancellationToken);
        if (parsed.GetValue(_picture) is not { } path)
            return;
        if (runs.Count > 1 && !Directory.Exists(path))
            throw new UsageException($"Several benches draw several pictures: --picture {path} has to be a folder that is there.");
        foreach (var (run, report) in runs.Zip(reports).Where(pair => pair.Second.Picture is not null))
            await File.WriteAllTextAsync(Directory.Exists(path) ? Path.Combine(path, run.Name + ".svg") : path, report.Picture, cancellationToken);
    }

    private static BenchNeeds NeedsOf(IEnumerable<BenchRun> runs) =>
        runs.Aggregate(BenchNeeds.None, (needs, run) => needs | run.Needs);

    private static async Task WriteNeedsAsync(BenchNeeds needs)
    {
        foreach (var need in Enum.GetValues<BenchNeeds>().Where(need => need != BenchNeeds.None && needs.HasFlag(need)))
            await Console.Out.WriteLineAsync(need.ToString().ToLowerInvariant());
    }

    private static async Task<IReadOnlyList<BenchReport>> MeasureAsync(IReadOnlyList<BenchRun> runs, CancellationToken cancellationToken)
    {
        var server = NeedsOf(runs).HasFlag(BenchNeeds.Postgres) ? Server() : null;
        return await ProgressBarDisplay.RunAsync(async progress =>
        {
            var reports = new List<BenchReport>();
            foreach (var run in runs)
                reports.Add(await run.RunAsync(new BenchContext(progress, server), cancellationToken));
            return reports;
        });
    }

    private static BenchServer Server()
    {
        var connection = Environment.GetEnvironmentVariable(ServerVariable);
        if (string.IsNullOrWhiteSpace(connection))
            throw new UsageException(
                $"This needs PostgreSQL. Run ./aevrion bench, which brings its own, or set {ServerVariable} to a connection string without a database.");
        return new BenchServer(connection, Environment.GetEnvironmentVariable(PrefixVariable) is { Length: > 0 } prefix ? prefix : DefaultPrefix);
    }

    private static void Render(IRenderable content)
    {
        if (Console.IsOutputRedirected)
            Console.Out.Write(RenderPlain(content));
        else
            AnsiConsole.Console.Write(content);
    }

    private static string RenderPlain(IRenderable content)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No });
        console.Profile.Width = RedirectedWidth;
        console.Write(content);
        return string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }

    private static int Report(string message, ExitCode code)
    {
        Console.Error.WriteLine("aevrion: " + message);
        return (int)code;
    }
}
