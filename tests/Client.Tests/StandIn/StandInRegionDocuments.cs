using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>Status, peers and tree of a region that has one peer, "us", and one leaf.</summary>
internal sealed class StandInRegionDocuments(StandInRegion region, HttpContext context)
{
    private const long Granularity = 60_000;
    private const int BranchingFactor = 32;
    private const long At = 1_700_000_000_000;

    private static readonly string Digest = new('a', 64);

    public Task WriteAsync(string method, string path) => (method, path) switch
    {
        ("GET", "/v1/status") => context.Response.WriteAsJsonAsync(Status()),
        ("GET", "/v1/peers") => context.Response.WriteAsJsonAsync(Peers()),
        ("GET", "/v1/load") => context.Response.WriteAsJsonAsync(Load()),
        ("GET", "/v1/tree/map") => context.Response.WriteAsJsonAsync(Map(int.Parse(context.Request.Query["level"]!, CultureInfo.InvariantCulture))),
        ("GET", "/v1/tree") => context.Response.WriteAsJsonAsync(Tree()),
        ("GET", "/v1/tree/0/100") => context.Response.WriteAsJsonAsync(Leaf()),
        ("POST", "/v1/peers/us/sync") => context.Response.WriteAsJsonAsync(Sync()),
        ("GET", "/v1/peers/us/differences") => context.Response.WriteAsJsonAsync(Differences()),
        ("POST", "/v1/peers/us/pause") => context.Response.WriteAsJsonAsync(Peer("paused", "It was paused in this region.")),
        ("POST", "/v1/peers/us/resume") => context.Response.WriteAsJsonAsync(Peer("connecting", null)),
        ("POST", "/v1/rebuild") => StartRebuildAsync(),
        ("GET", "/v1/rebuild") when region.Rebuilds > 0 => context.Response.WriteAsJsonAsync(Rebuild("done")),
        ("GET", "/v1/rebuild") => Problems.WriteAsync(context, 404, "no-rebuild", "No rebuild has run."),
        ("POST" or "GET", _) when path.StartsWith("/v1/peers/", StringComparison.Ordinal) => Problems.WriteAsync(context, 404, "unknown-peer", $"There is no {path} here."),
        _ => Problems.WriteAsync(context, 404, "not-found", $"There is no {path} here."),
    };

    private object Status() => new
    {
        region = region.Name,
        version = "0.1.0",
        engine = "Embedded",
        uptimeMs = 61_000,
        now = At,
        horizon = At / Granularity,
        count = region.Store.Count,
        digest = Digest,
        granularity = Granularity,
        branchingFactor = BranchingFactor,
        maxClockDriftMs = 60_000,
        storage = new { state = "ready" },
        silos = 1,
        pendingWrites = 0,
        heldBackFuture = 0,
        somethingNewer = 7,
    };

    private object Load() => new
    {
        region = region.Name,
        silos = 1,
        stepMs = 10_000,
        points = new[]
        {
            new { at = At, writes = 3, reads = 5, received = 1, sent = 2, refused = 0, write = (object?)new { p50Ms = 0.8, p99Ms = 4.1 }, read = (object?)null },
        },
    };

    private object Peers() => new
    {
        region = region.Name,
        watermark = At,
        watermarkReason = "An event older than the watermark came from 'us'.",
        peers = new[]
        {
            new
            {
                name = "us",
                url = "http://127.0.0.1:7401",
                state = "connected",
                pushLag = 0,
                pushedEvents = 12,
                pushOverflows = 0,
                clockOffsetMs = -1.5,
                exchange = new
                {
                    startedAt = At,
                    roundTrips = 3,
                    differingLeaves = 40,
                    eventsSent = 20,
                    eventsReceived = 1_200,
                    bytesSent = 5_000,
                    bytesReceived = 300_000,
                },
                lastExchange = new
                {
                    at = At,
                    equal = true,
                    roundTrips = 1,
                    bytesSent = 61,
                    bytesReceived = 63,
                    eventsSent = 0,
                    eventsReceived = 0,
                    durationMs = 2.25,
                },
                convergedThrough = (long?)At,
                exchanges = 4,
                failures = 0,
            },
        },
    };

    private static object Peer(string state, string? stateReason) => new { name = "us", url = "http://127.0.0.1:7401", state, stateReason, pushLag = 7 };

    private static object Differences() => new
    {
        peer = "us",
        at = At,
        state = "paused",
        granularity = Granularity,
        branchingFactor = BranchingFactor,
        nodes = new[]
        {
            new { level = 1, index = 2L, pending = 0, differs = true, repaired = false, at = At - 1_000 },
            new { level = 0, index = 99L, pending = 0, differs = false, repaired = true, at = At - 2_000 },
            new { level = 0, index = 100L, pending = 12, differs = false, repaired = false, at = At },
        },
        pendingEvents = 12,
        truncated = false,
    };

    private object Tree() => new
    {
        region = region.Name,
        granularity = Granularity,
        branchingFactor = BranchingFactor,
        horizon = 101,
        count = 1,
        digest = Digest,
        nodes = new[] { new { level = 0, index = 100, count = 1, digest = Digest } },
    };

    private static object Map(int level) => new
    {
        level,
        from = 0,
        granularity = Granularity,
        branchingFactor = BranchingFactor,
        horizon = 101,
        levels = 2,
        nodes = level == 0
            ? new[] { new { index = 99L, count = 20L, digest = (string?)Digest }, new { index = 100L, count = 1L, digest = (string?)null } }
            : [new { index = 3L, count = 1L, digest = (string?)Digest }],
    };

    private static object Leaf() => new
    {
        level = 0,
        index = 100,
        count = 1,
        digest = Digest,
        children = Array.Empty<object>(),
        events = new[] { new { id = Digest, timestamp = 100 * Granularity } },
    };

    private Task StartRebuildAsync()
    {
        region.Rebuilds++;
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return context.Response.WriteAsJsonAsync(Rebuild("running"));
    }

    private object Rebuild(string state) => new
    {
        id = $"rebuild-{region.Rebuilds}",
        state,
        keyIndex = false,
        phase = "tree",
        done = state == "done" ? 10_000 : 2_500,
        total = 10_000,
        startedAt = At,
        endedAt = state == "done" ? At + 350 : (long?)null,
        events = state == "done" ? 10_000 : (long?)null,
        nodes = state == "done" ? 52 : (long?)null,
        wrongCounts = state == "done" ? 2 : (long?)null,
        wrongDigests = state == "done" ? 1 : (long?)null,
        takenDigests = state == "done" ? 3 : (long?)null,
        keyIndexBuilt = state == "done" ? false : (bool?)null,
    };

    private static object Sync() => new
    {
        peer = "us",
        equal = true,
        roundTrips = 2,
        bytesSent = 120,
        bytesReceived = 340,
        eventsSent = 1,
        eventsReceived = 2,
        convergedThrough = At,
    };
}
