namespace Aevrion.Client.Tests.StandIn;

/// <summary>A request as it came over the wire.</summary>
internal sealed record StandInRequest(string Method, string Target, string? Authorization, byte[] Body, string? IdempotencyKey = null);
