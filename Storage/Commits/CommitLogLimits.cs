namespace Aevrion.Storage.Commits;

/// <summary>Limits of the commit log.</summary>
public static class CommitLogLimits
{
    /// <summary>Most commits in a page.</summary>
    public const int MaxPageCommits = 10_000;

    /// <summary>Bytes of an event's stamp in the log.</summary>
    public const int StampBytes = 40;

    /// <summary>What a commit takes on disk beside its stamps, roughly: the row and its entry in the index.</summary>
    public const int CommitBytes = 100;

    /// <summary>Commits that a step of trimming looks at. Its transaction is short, and writers do not wait for it.</summary>
    public const int TrimStep = 10_000;

    /// <summary>Steps of trimming in a run; the next run goes on.</summary>
    public const int MaxTrimSteps = 100;

    /// <summary>Between two runs of trimming.</summary>
    public static readonly TimeSpan TrimPause = TimeSpan.FromSeconds(10);

    /// <summary>Commits that the first statement of a search for an event looks through.</summary>
    internal const int FirstSearchStep = 1_000;

    /// <summary>Commits that the others look through.</summary>
    internal const int SearchStep = 50_000;
}
