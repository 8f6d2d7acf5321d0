using System.Text.Json.Serialization;

namespace Aevrion.Silo.Http.Scans;

/// <summary>A page of live keys.</summary>
/// <param name="Entries">In byte order.</param>
/// <param name="Next">The <c>after</c> of the next page; null when there is none.</param>
/// <param name="At">The time that was read at, in milliseconds since the Unix epoch; left out for the latest.</param>
internal sealed record ScanAnswer(
    IReadOnlyList<ScanEntry> Entries, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next, long? At);
