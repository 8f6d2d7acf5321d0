namespace Aevrion.Silo.Http.Status;

/// <summary>The answer to a probe that is well.</summary>
internal sealed record HealthDocument(string Status);
