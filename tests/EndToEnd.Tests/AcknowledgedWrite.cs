namespace Aevrion.EndToEnd.Tests;

/// <summary>A write that a region said is durable.</summary>
internal sealed record AcknowledgedWrite(string Key, string Value, string Id);
