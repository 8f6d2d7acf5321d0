namespace Aevrion.Client.Tests.StandIn;

/// <summary>A line of a batch.</summary>
internal sealed record StandInLine(string Key, byte[]? Value, long? Timestamp, string? Origin, string[]? Parents);
