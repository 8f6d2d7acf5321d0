namespace Aevrion.Client;

/// <summary>The members of a problem document that the client reads.</summary>
internal sealed record ProblemDocument(string? Type = null, string? Title = null, string? Detail = null, int? Line = null, string? Id = null);
