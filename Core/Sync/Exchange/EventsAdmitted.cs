namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="AdmitEvents"/>.</summary>
/// <param name="Added">How many of them were new.</param>
public sealed record EventsAdmitted(int Added) : SyncInput;
