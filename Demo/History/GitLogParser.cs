using System.Text;

namespace Aevrion.Demo.History;

/// <summary>
/// Reads <c>git log --raw -z --no-abbrev</c> with the format <see cref="Format"/>. Everything ends with NUL: a head (mark, commit time,
/// subject), then for each change its description and its path. A head and a description are told apart by how they begin; a path
/// follows its description, so it may begin with anything.
/// </summary>
internal static class GitLogParser
{
    /// <summary>The value of <c>--format</c>.</summary>
    public const string Format = "%x01%ct %s";

    private const char HeadMark = '\x01';
    private const char DescriptionMark = ':';

    /// <summary>Answers commits as they are read, in the order of the log; those without changes (merges) are left out.</summary>
    /// <exception cref="FormatException">The text is not such a log.</exception>
    public static IEnumerable<HistoryCommit> Parse(TextReader log)
    {
        HistoryCommit? commit = null;
        var changes = new List<PathChange>();
        while (ReadField(log) is { } field)
        {
            var text = field.TrimStart('\n');
            if (text.StartsWith(HeadMark))
            {
                if (changes.Count > 0)
                    yield return commit! with { Changes = changes };
                commit = ParseHead(text);
                changes = [];
            }
            else if (text.StartsWith(DescriptionMark) && commit is not null && ReadField(log) is { Length: > 0 } path)
            {
                changes.Add(new PathChange(path, ParseBlob(text)));
            }
            else if (text.Length > 0)
            {
                throw Unexpected(text);
            }
        }

        if (changes.Count > 0)
            yield return commit! with { Changes = changes };
    }

    private static HistoryCommit ParseHead(string text)
    {
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        return end > 0 && long.TryParse(text.AsSpan(1, end - 1), out var seconds)
            ? new HistoryCommit(seconds * 1_000, text[(end + 1)..], [])
            : throw Unexpected(text);
    }

    // :oldmode newmode oldblob newblob status, where the status is one letter: renames are not looked for.
    private static string? ParseBlob(string description) => description.Split(' ') switch
    {
        [_, _, _, _, "D"] => null,
        [_, _, _, var blob, { Length: 1 }] => blob,
        _ => throw Unexpected(description),
    };

    private static string? ReadField(TextReader log)
    {
        var field = new StringBuilder();
        for (var next = log.Read(); next >= 0; next = log.Read())
        {
            if (next == '\0')
                return field.ToString();
            field.Append((char)next);
        }

        return field.Length > 0 ? field.ToString() : null;
    }

    private static FormatException Unexpected(string text) => new($"git log wrote what this does not understand: '{text}'.");
}
