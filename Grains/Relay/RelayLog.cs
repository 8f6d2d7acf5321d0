using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Relay;

/// <summary>What is logged about the silos of a region telling each other.</summary>
internal static partial class RelayLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A silo of this region was not told of new events: {Detail} It reads its keys anew when it is back. If it runs, check that the silos reach each other")]
    public static partial void NotTold(ILogger logger, string detail);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The other silos of the region could not be told of this one within {Seconds} s; it serves all the same. Check that the silos reach each other if that is logged again")]
    public static partial void NotSettled(ILogger logger, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This silo could not tell the others of new events: {Detail} They read their keys anew at the latest in seconds. If it goes on, check that the silos reach each other")]
    public static partial void NotAnnounced(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This silo could not tell the others of its newest commit: {Detail} Their watches see it a second later. If it goes on, check that the silos reach each other")]
    public static partial void PositionNotTold(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This silo could not join the others of its region: {Detail} Trying again; its keys are read anew meanwhile. If it goes on, check that the silos reach each other")]
    public static partial void NotJoined(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the other silos have pushed to peer {Peer} is not known just now, and is left out of its status: {Detail} If it goes on, check that the silos reach each other")]
    public static partial void PushesNotTold(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The other silos could not be told that access tokens changed: {Detail} They find out within seconds. If it goes on, check that the silos reach each other")]
    public static partial void TokensNotTold(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What another silo did lately is not known just now, and is left out of the region's load: {Detail} Ask again; if it goes on, see whether that silo answers /readyz")]
    public static partial void LoadNotTold(ILogger logger, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What another silo has yet to push to peer {Peer} is not known just now, and is left out of what differs: {Detail} Ask again; if it goes on, see whether that silo answers /readyz")]
    public static partial void PendingNotTold(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The other silos could not be told whether peer {Peer} is paused: {Detail} They find out within seconds. If it goes on, check that the silos reach each other")]
    public static partial void PeerNotTold(ILogger logger, string peer, string detail);
}
