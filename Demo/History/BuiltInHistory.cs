using System.Security.Cryptography;
using System.Text;

namespace Aevrion.Demo.History;

/// <summary>A small made-up history, the same each time but for the hour it ends at.</summary>
internal static class BuiltInHistory
{
    private const int CommitCount = 60;
    private const int PathCount = 24;

    private static readonly TimeSpan BetweenCommits = TimeSpan.FromMinutes(37);

    /// <summary>Tells it.</summary>
    /// <param name="reason">Why it is told, as a sentence.</param>
    public static RepositoryHistory Tell(string reason, DateTimeOffset now) => new(
        reason + " A small built-in history stands in",
        [.. Enumerable.Range(0, CommitCount).Select(number => Commit(number, now - (BetweenCommits * (CommitCount - number))))]);

    private static HistoryCommit Commit(int number, DateTimeOffset time)
    {
        var first = number * 5;
        var changes = Enumerable.Range(first, 2 + (number % 4)).Select(change => Change(change, isRemoval: number > 10 && change % 9 == 0));
        return new HistoryCommit(time.ToUnixTimeMilliseconds(), $"Chapter {number + 1}", [.. changes]);
    }

    private static PathChange Change(int number, bool isRemoval)
    {
        var path = $"book/page-{(number * 7) % PathCount}.txt";
        return new PathChange(path, isRemoval ? null : Blob($"{path} {number}"));
    }

    private static string Blob(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..40];
}
