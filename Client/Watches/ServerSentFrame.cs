namespace Aevrion.Client.Watches;

/// <summary>What stood between two empty lines of an event stream.</summary>
/// <param name="Kind">Its <c>event</c>; null when it has none.</param>
/// <param name="Data">Its <c>data</c>; null when it has none.</param>
/// <param name="Comment">Its last comment; null when it has none.</param>
internal sealed record ServerSentFrame(string? Kind, byte[]? Data, string? Comment);
