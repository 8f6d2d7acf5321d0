using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>A verification that finds something or not, and tells it line by line.</summary>
internal sealed class StandInVerification(StandInRegion region, HttpContext context)
{
    private static readonly string Id = new('b', 64);
    private static readonly string Other = new('c', 64);

    public async Task WriteAsync()
    {
        var isSound = region.VerificationState == "sound";
        context.Response.ContentType = "application/x-ndjson";
        await LineAsync(new { type = "progress", phase = "events", done = 500, total = 1_000 });
        if (!isSound)
        {
            await LineAsync(new { type = "mismatch", kind = "node-count", where = "node 0/100", expected = "3", found = "5", derived = true, level = 0, index = 100 });
            await LineAsync(new { type = "something-newer", members = 7 });
            await LineAsync(new
            {
                type = "mismatch",
                kind = "event-id",
                where = "event of key a\u001bb",
                expected = Id,
                found = Other,
                derived = false,
                key = "a\u001bb",
                timestamp = 1_700_000_000_000,
                id = Other,
                somethingNewer = 7,
            });
        }

        if (region.VerificationState == "broken")
            return;
        await LineAsync(new
        {
            type = "report",
            state = region.VerificationState,
            error = region.VerificationState == "failed" ? "The database went away." : null,
            events = 1_000,
            nodes = 52,
            eras = 1,
            mismatches = isSound ? 0 : 2,
            byKind = isSound ? [] : new Dictionary<string, int>(StringComparer.Ordinal) { ["event-id"] = 1, ["node-count"] = 1 },
            remaining = isSound ? 0 : 1,
            durationMs = 350,
        });
    }

    private async Task LineAsync(object line)
    {
        await context.Response.WriteAsync(JsonSerializer.Serialize(line) + "\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
