using Aevrion.Core.Events;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>What came of an append.</summary>
/// <param name="Fresh">The stamps of the events that were new.</param>
/// <param name="RefusedByFloorMs">The floor of closed time when the append came too late and wrote nothing; else null.</param>
internal sealed record AppendOutcome(IReadOnlyList<EventStamp> Fresh, long? RefusedByFloorMs);
