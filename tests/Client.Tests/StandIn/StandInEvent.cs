namespace Aevrion.Client.Tests.StandIn;

/// <summary>An event as the stand-in keeps it. Its ids are hashes too, but not those of a real region.</summary>
internal sealed record StandInEvent(string Key, byte[]? Value, long Timestamp, string Id, string Origin)
{
    public string[] Parents { get; init; } = [];
}
