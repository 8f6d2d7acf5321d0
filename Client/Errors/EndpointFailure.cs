namespace Aevrion.Client;

/// <summary>Why a URL did not do what was asked.</summary>
/// <param name="Reason">For a person to read, such as "connection refused".</param>
/// <param name="Error">The error behind it, where there was one.</param>
public sealed record EndpointFailure(Uri Url, string Reason, Exception? Error);
