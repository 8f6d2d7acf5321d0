namespace Aevrion.Storage.Commits;

/// <summary>Where an event is in the log; as a place to read on from: everything up to it was read. Ordered as the log is.</summary>
/// <param name="Position">Of its commit.</param>
/// <param name="Index">Of the event among those of the commit, from 0; behind all of them in <see cref="EndOf"/>.</param>
public readonly record struct CommitPlace(long Position, int Index) : IComparable<CommitPlace>
{
    /// <summary>Behind the last event of a commit.</summary>
    public static CommitPlace EndOf(long position) => new(position, int.MaxValue);

    /// <summary>True when no event of the commit is behind this place.</summary>
    public bool IsEnd => Index == int.MaxValue;

    /// <inheritdoc/>
    public int CompareTo(CommitPlace other) =>
        Position == other.Position ? Index.CompareTo(other.Index) : Position.CompareTo(other.Position);

    public static bool operator <(CommitPlace left, CommitPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(CommitPlace left, CommitPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(CommitPlace left, CommitPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CommitPlace left, CommitPlace right) => left.CompareTo(right) >= 0;
}
