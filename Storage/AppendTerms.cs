namespace Aevrion.Storage;

/// <summary>What a writer knows of the events that it appends. The default is what is true of events of peers and of imports.</summary>
/// <param name="EarliestOwn">
/// The lowest timestamp among the events that this region dated itself, which must not lie in closed time
/// (<see cref="IEventLog.CloseAsync"/>); null when there is none. Events of peers and imports with timestamps are not held to closed time.
/// </param>
/// <param name="AreNew">
/// True when no event is expected to be in the log or twice among the events, as is so for the first try of what the region dated
/// itself. It chooses the cheaper way in; a mistake costs time and nothing else.
/// </param>
/// <param name="IsOwn">
/// For each event: whether this region dated it itself. Null when it dated all of them, or, without <paramref name="EarliestOwn"/>, none.
/// </param>
/// <param name="Answer">What to keep for a batch that may be sent again, in the same transaction; null for anything else.</param>
public readonly record struct AppendTerms(
    long? EarliestOwn, bool AreNew, IReadOnlyList<bool>? IsOwn = null, Batches.BatchAnswer? Answer = null)
{
    /// <summary>Terms of new events that this region dated itself.</summary>
    /// <param name="earliest">Their lowest timestamp.</param>
    public static AppendTerms Own(long earliest) => new(earliest, AreNew: true);
}
