using System.Text.Json.Serialization;

namespace Aevrion.Silo.Http.Scans;

/// <summary>A page of the log.</summary>
/// <param name="Events">In the order of time.</param>
/// <param name="Next">The <c>after</c> of the next page; null when there is none.</param>
/// <param name="At">The log was read up to this time, in milliseconds since the Unix epoch.</param>
internal sealed record LogAnswer(
    IReadOnlyList<LogEntry> Events, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next, long At);
