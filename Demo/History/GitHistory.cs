using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Aevrion.Demo.History;

/// <summary>Takes the history of a git repository, or the built-in one where there is none to take.</summary>
internal static class GitHistory
{
    /// <summary>Of a longer history only the newest changes are taken, so that the story stays short.</summary>
    public const int MaxChanges = 4_000;

    /// <summary>A shorter history has nothing to tell.</summary>
    public const int MinCommits = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<RepositoryHistory> ReadAsync(string repository, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            if (await RunAsync(repository, ["rev-parse", "--is-shallow-repository"], patience.Token) == "true\n")
                return BuiltInHistory.Tell("This clone is shallow: its history was not copied with it.", now);
            var commits = TakeNewest(new StringReader(await RunAsync(repository, LogArguments, patience.Token)));
            return commits.Count < MinCommits
                ? BuiltInHistory.Tell($"The git history here has fewer than {MinCommits} commits with changes.", now)
                : new RepositoryHistory(Describe(commits), Arrange(commits, now));
        }
        catch (GitException failure)
        {
            return BuiltInHistory.Tell(failure.Message, now);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return BuiltInHistory.Tell($"git has not answered within {Patience.TotalSeconds} s.", now);
        }
    }

    /// <summary>Reads commits, newest first, until there are <see cref="MaxChanges"/>.</summary>
    public static IReadOnlyList<HistoryCommit> TakeNewest(TextReader log)
    {
        var taken = new List<HistoryCommit>();
        var left = MaxChanges;
        foreach (var commit in GitLogParser.Parse(log).TakeWhile(_ => left > 0))
        {
            taken.Add(commit with { Changes = [.. commit.Changes.Take(left)] });
            left -= taken[^1].Changes.Count;
        }

        return taken;
    }

    /// <summary>
    /// Oldest first. git counts in seconds: commits of the same second go a millisecond apart, so that the later one wins. None is
    /// later than now, whatever clock it was made by.
    /// </summary>
    public static IReadOnlyList<HistoryCommit> Arrange(IReadOnlyList<HistoryCommit> newestFirst, DateTimeOffset now)
    {
        var arranged = new List<HistoryCommit>(newestFirst.Count);
        var seen = new Dictionary<long, int>();
        foreach (var commit in newestFirst.Reverse())
        {
            var second = Math.Clamp(commit.TimestampMs, 0, now.ToUnixTimeMilliseconds() - 1_000);
            seen[second] = seen.GetValueOrDefault(second) + 1;
            arranged.Add(commit with { TimestampMs = second + Math.Min(seen[second] - 1, 999) });
        }

        return arranged;
    }

    private static string[] LogArguments =>
    [
        "log", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-merges", "--no-color", "--no-show-signature", "--encoding=UTF-8",
        $"--max-count={MaxChanges}", $"--format={GitLogParser.Format}",
    ];

    private static string Describe(IReadOnlyList<HistoryCommit> commits) => commits.Sum(commit => commit.Changes.Count) < MaxChanges
        ? "This repository's own git history"
        : $"The newest {MaxChanges:N0} changes of this repository's own git history";

    private static async Task<string> RunAsync(string repository, string[] arguments, CancellationToken cancellationToken)
    {
        using var git = Start(repository, arguments);
        await using var stop = cancellationToken.Register(() => git.Kill()).ConfigureAwait(false);
        var errors = git.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await git.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await git.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return git.ExitCode == 0 ? output : throw new GitException($"git cannot tell the history: {(await errors).Split('\n')[0]}.");
    }

    private static Process Start(string repository, string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", repository, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };

        // This repository's history, not that of one that it happens to lie in or that a hook points at.
        foreach (var variable in new[] { "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY" })
            start.Environment.Remove(variable);
        start.Environment["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(Path.GetFullPath(repository));
        try
        {
            return Process.Start(start) ?? throw new GitException("git does not start.");
        }
        catch (Win32Exception)
        {
            throw new GitException("git is not installed.");
        }
    }

    /// <summary>git has no history to give; the message says why.</summary>
    private sealed class GitException(string message) : Exception(message);
}
