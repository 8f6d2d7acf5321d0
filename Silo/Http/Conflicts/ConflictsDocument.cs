using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Silo.Http.History;

namespace Aevrion.Silo.Http.Conflicts;

/// <summary>A page of conflicts.</summary>
/// <param name="Conflicts">By key in byte order, of one key the newest loser first.</param>
internal sealed record ConflictsDocument(IReadOnlyList<ConflictDocument> Conflicts)
{
    /// <summary>What to ask for the next page with; left out on the last.</summary>
    public string? Next { get; init; }

    public static ConflictsDocument Of(ConflictPage page) =>
        new([.. page.Conflicts.Select(conflict => new ConflictDocument(conflict.Key, Version(conflict.Winner), Version(conflict.Loser)))])
        {
            Next = page.HasMore && page.Conflicts.Length > 0 ? ConflictCursor.Behind(page.Conflicts[^1]) : null,
        };

    private static VersionDocument Version(KeyVersion version) =>
        new(version.Id.ToString(), version.Timestamp, version.Origin, version.IsDeletion, version.Size) { Value = version.Value };
}
