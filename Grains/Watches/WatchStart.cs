namespace Aevrion.Grains.Watches;

/// <summary>A watch that begins, or why it cannot.</summary>
/// <param name="Watch">The watch, to be disposed; null when there is none.</param>
/// <param name="Refusal">Why there is none.</param>
public sealed record WatchStart(Watch? Watch, WatchRefusal Refusal = WatchRefusal.None);
