using System.Text;

namespace Aevrion.Demo.Check;

/// <summary>Holds what a region answers about a key against what was acknowledged.</summary>
internal static class KeyCheck
{
    /// <summary>What is wrong with the answers, as sentences; nothing when all is right.</summary>
    /// <param name="expected">Every version of the key, newest first.</param>
    public static IEnumerable<string> Differences(string key, IReadOnlyList<LedgerEntry> expected, KeyAnswers answers)
    {
        var history = answers.History.Select(version => (version.Id, version.Timestamp, version.Deleted));
        if (!history.SequenceEqual(expected.Select(entry => (entry.Id, entry.TimestampMs, entry.Text is null))))
            yield return $"{answers.Region} has {answers.History.Count} versions of '{key}' which are not the {expected.Count} that were written";

        var latest = expected[0];
        var value = answers.Latest is { } entry ? Encoding.UTF8.GetString(entry.Value.Span) : null;
        if (value != latest.Text)
            yield return $"{answers.Region} answers {Quote(value)} for '{key}', not {Quote(latest.Text)}";
        else if (answers.Latest is { } found && (found.Id, found.Timestamp) != (latest.Id, latest.TimestampMs))
            yield return $"{answers.Region} answers the right value of '{key}' from the wrong event, {found.Id}, not {latest.Id}";
    }

    /// <summary>What is not the same in both, though both may hold the same versions: which region accepted them, and their sizes.</summary>
    public static IEnumerable<string> Differences(string key, KeyAnswers first, KeyAnswers second)
    {
        var same = first.History.Select(version => (version.Id, version.Origin, version.Size))
            .SequenceEqual(second.History.Select(version => (version.Id, version.Origin, version.Size)));
        if (!same || first.Latest?.Origin != second.Latest?.Origin)
            yield return $"{first.Region} and {second.Region} tell the history of '{key}' differently";
    }

    private static string Quote(string? value) => value is null ? "nothing" : $"'{value}'";
}
