namespace Aevrion.Fuzz;

/// <summary>An input that broke a promise.</summary>
/// <param name="Kind">Which promise.</param>
/// <param name="Input">The input, as short as it could be made.</param>
/// <param name="Reason">What happened.</param>
/// <param name="Cause">What was thrown; null when nothing was.</param>
public sealed record FuzzFinding(FuzzFindingKind Kind, byte[] Input, string Reason, Exception? Cause);
