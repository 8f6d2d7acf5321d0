namespace Aevrion.Demo.History;

/// <summary>What a commit did to one path.</summary>
/// <param name="Blob">Id of the path's new content; null when the commit removed the path.</param>
internal sealed record PathChange(string Path, string? Blob);
