using Aevrion.Core.Sync.Protocol;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Peers;

/// <summary>What is logged about peers.</summary>
internal static partial class PeerLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Peer {Peer} connected to this silo")]
    public static partial void Accepted(ILogger logger, string peer);

    [LoggerMessage(Level = LogLevel.Information, Message = "Peer {Peer} closed its connection")]
    public static partial void Closed(ILogger logger, string peer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Peer {Peer} was refused ({Reason}): {Detail} Nothing of the frame was kept. Check its version and its configuration")]
    public static partial void Refused(ILogger logger, string peer, Refusal.Types.Reason reason, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Peer {Peer} broke the protocol ({Reason}) and is cut off for {BackOffMs} ms: {Detail} Nothing of the frame was kept; see that both run versions of Aevrion that fit, and who runs the peer")]
    public static partial void CutOff(ILogger logger, string peer, Refusal.Types.Reason reason, long backOffMs, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody who says to be peer {Peer} was not let in: {Detail} Check that both have the same secret or certificate; if they have, see who it is")]
    public static partial void NotProvenBy(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "No connection to peer {Peer} for want of a proof: {Detail} Check that both have the same secret or certificate. Trying again at the longest interval; reads and writes here go on meanwhile")]
    public static partial void NotProven(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection of peer {Peer} was lost: {Detail} It will connect again by itself")]
    public static partial void Lost(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to peer {Peer}, whose clock is {OffsetMs} ms from this one")]
    public static partial void Connected(ILogger logger, string peer, long offsetMs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No connection to peer {Peer}: {Detail} Trying again; reads and writes here go on meanwhile. If it stays so, check that it runs, its URL and the network")]
    public static partial void NotConnected(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Information, Message = "Peer {Peer} was paused: there is no connection with it, either way, before it is resumed. Reads and writes here go on")]
    public static partial void Paused(ILogger logger, string peer);

    [LoggerMessage(Level = LogLevel.Information, Message = "Peer {Peer} was resumed: it is connected again, and what differs is repaired")]
    public static partial void Resumed(ILogger logger, string peer);

    [LoggerMessage(Level = LogLevel.Information, Message = "No connection to peer {Peer}: {Detail} Reads and writes here go on meanwhile")]
    public static partial void PausedBy(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether peer {Peer} is paused could not be asked: {Detail} What was known before holds; where nothing was, the peer is not connected. Trying again; see that the region's database answers")]
    public static partial void PauseNotKnown(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "Peer {Peer} refuses this region: {Detail} Correct the configuration of one of them; trying again at the longest interval")]
    public static partial void RefusedBy(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "The link to peer {Peer} failed in a way nobody foresaw; please report this. It connects again")]
    public static partial void LinkFailed(ILogger logger, Exception exception, string peer);

    [LoggerMessage(Level = LogLevel.Warning, Message = "More was written than peer {Peer} took in time, and the oldest pushes were dropped; an exchange brings them. If it goes on, look for the slowest of network, peer and its database")]
    public static partial void Overflowed(ILogger logger, string peer);

    [LoggerMessage(Level = LogLevel.Information, Message = "Exchange with peer {Peer}: {EventsReceived} events received, {EventsSent} sent, {RoundTrips} round trips, {Bytes} bytes, {Result}")]
    public static partial void Exchanged(ILogger logger, string peer, long eventsReceived, long eventsSent, int roundTrips, long bytes, string result);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Exchange with peer {Peer} did not come to its end: {Detail} It goes on from there at the next one; look at the peer's log if none does")]
    public static partial void ExchangeFailed(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The exchange with peer {Peer} could not be scheduled: {Detail} Trying again; check the database if that goes on")]
    public static partial void NotScheduled(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "That an exchange with peer {Peer} is due could not be told: {Detail} It is run at the next tick; check the database and the cluster if that goes on")]
    public static partial void NotNoticed(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A comparison with peer {Peer} for writes that wait for it failed: {Detail} It is tried again while they wait. Look at the peer's state if it goes on")]
    public static partial void NotCompared(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the database knows of peer {Peer} cannot be read just now, and is left out: {Detail} Check the database if that goes on")]
    public static partial void StatusIncomplete(ILogger logger, string peer, string detail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The state of the exchange with peer {Peer} was not kept: {Detail} The next exchange keeps it; check the database if that goes on")]
    public static partial void StateNotKept(ILogger logger, string peer, string detail);
}
