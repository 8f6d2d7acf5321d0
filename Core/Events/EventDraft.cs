using System.Collections.Immutable;

namespace Aevrion.Core.Events;

/// <summary>What an event is made of, before its id is derived. It must already keep <see cref="EventRules"/>.</summary>
/// <param name="Key">See <see cref="Event.Key"/>.</param>
/// <param name="Value">See <see cref="Event.Value"/>.</param>
/// <param name="Timestamp">See <see cref="Event.Timestamp"/>.</param>
/// <param name="Origin">See <see cref="Event.Origin"/>.</param>
/// <param name="Parents">See <see cref="Event.Parents"/>; default is none.</param>
/// <param name="Batch">See <see cref="Event.Batch"/>.</param>
public readonly record struct EventDraft(
    string Key, ReadOnlyMemory<byte>? Value, long Timestamp, string Origin, ImmutableArray<Hash256> Parents, EventBatch? Batch = null);
