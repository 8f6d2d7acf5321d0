using Aevrion.Demo.History;

namespace Aevrion.Demo.Tests;

public sealed class GitHistoryTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private readonly GitFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_repository_tells_its_own_history_oldest_first()
    {
        _folder.Init();
        for (var number = 1; number <= GitHistory.MinCommits; number++)
            _folder.Commit(1_700_000_000 + number, $"Change {number}", ("a.txt", $"{number}"), ($"ä {number}.txt", "new"));
        _folder.Commit(1_700_000_100, "Remove", ("a.txt", null));

        var history = await GitHistory.ReadAsync(_folder.Path, Now, Cancellation);

        Assert.Contains("own git history", history.Source, StringComparison.Ordinal);
        Assert.Equal(["Change 1", "Change 2", "Change 3", "Change 4", "Remove"], history.Commits.Select(commit => commit.Subject));
        Assert.Equal(1_700_000_001_000, history.Commits[0].TimestampMs);
        Assert.Equal(["a.txt", "ä 1.txt"], history.Commits[0].Changes.Select(change => change.Path));
        Assert.Equal([new PathChange("a.txt", null)], history.Commits[^1].Changes);
        Assert.Equal(5, history.PathCount);
    }

    [Fact]
    public async Task A_folder_that_is_no_repository_gets_the_built_in_history()
    {
        var history = await GitHistory.ReadAsync(_folder.Path, Now, Cancellation);

        Assert.Contains("built-in history", history.Source, StringComparison.Ordinal);
        Assert.True(history.Commits.Count > GitHistory.MinCommits);
    }

    [Fact]
    public async Task The_history_of_a_repository_around_it_is_not_taken_for_its_own()
    {
        _folder.Init();
        for (var number = 1; number <= GitHistory.MinCommits; number++)
            _folder.Commit(number, "Of another project", ("a.txt", $"{number}"));
        var inside = Directory.CreateDirectory(Path.Combine(_folder.Path, "inside")).FullName;

        var history = await GitHistory.ReadAsync(inside, Now, Cancellation);

        Assert.Contains("built-in history", history.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shallow_clone_gets_the_built_in_history_and_is_told_why()
    {
        _folder.Init();
        for (var number = 1; number <= GitHistory.MinCommits + 2; number++)
            _folder.Commit(number, "Change", ("a.txt", $"{number}"));
        using var clone = new GitFolder();
        clone.Run("clone", "-q", "--depth", $"{GitHistory.MinCommits + 1}", "file://" + _folder.Path, ".");

        var history = await GitHistory.ReadAsync(clone.Path, Now, Cancellation);

        Assert.Contains("shallow", history.Source, StringComparison.Ordinal);
        Assert.Contains("built-in history", history.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_with_hardly_a_commit_gets_the_built_in_history()
    {
        _folder.Init();
        _folder.Commit(1, "Only one", ("a.txt", "1"));

        var history = await GitHistory.ReadAsync(_folder.Path, Now, Cancellation);

        Assert.Contains("fewer than", history.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void Commits_of_one_second_keep_their_order_and_none_is_in_the_future()
    {
        var arranged = GitHistory.Arrange([Commit(Now.AddYears(1), "3"), Commit(Now.AddDays(-1), "2"), Commit(Now.AddDays(-1), "1")], Now);

        Assert.Equal(["1", "2", "3"], arranged.Select(commit => commit.Subject));
        Assert.Equal(arranged[0].TimestampMs + 1, arranged[1].TimestampMs);
        Assert.All(arranged, commit => Assert.True(commit.TimestampMs < Now.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public void Of_a_huge_history_the_newest_changes_are_taken()
    {
        var change = ":000000 100644 0 1 A\0path\0";
        var newest = "\x01" + "2 Newest\0" + string.Concat(Enumerable.Repeat(change, GitHistory.MaxChanges - 1));
        var older = "\x01" + "1 Older\0" + change + change;

        var taken = GitHistory.TakeNewest(new StringReader(newest + older + older));

        Assert.Equal([GitHistory.MaxChanges - 1, 1], taken.Select(commit => commit.Changes.Count));
    }

    [Fact]
    public void The_built_in_history_is_in_the_past_in_order_and_removes_something()
    {
        var history = BuiltInHistory.Tell("No reason.", Now);

        Assert.All(history.Commits, commit => Assert.NotEmpty(commit.Changes));
        Assert.Equal(history.Commits.OrderBy(commit => commit.TimestampMs), history.Commits);
        Assert.True(history.Commits[^1].TimestampMs < Now.ToUnixTimeMilliseconds());
        Assert.Contains(history.Commits, commit => commit.Changes.Any(change => change.Blob is null));
    }

    private static HistoryCommit Commit(DateTimeOffset time, string subject) => new(time.ToUnixTimeMilliseconds(), subject, [new PathChange("a", "b")]);
}
