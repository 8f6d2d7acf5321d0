namespace Aevrion.Demo.Regions;

/// <summary>A region, or what has to happen between regions, did not come up to what the story needs; the message says what.</summary>
internal sealed class RegionFailedException(string message) : Exception(message);
