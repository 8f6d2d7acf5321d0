namespace Aevrion.Client;

/// <summary>
/// A watch cannot go on where it was, or begin at the time asked for, since the region does not keep its commits any longer (status 410). Watch
/// anew, and then read the keys: what changed meanwhile is among them.
/// </summary>
public sealed class AevrionWatchTooOldException : AevrionException
{
    internal const string Slug = "watch-too-old";

    internal AevrionWatchTooOldException(Problem problem)
        : base(problem)
    {
    }
}
