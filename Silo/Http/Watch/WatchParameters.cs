using System.Text;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Grains.Watches;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Http.Watch;

/// <summary>Reads what is to be watched, from where on.</summary>
internal static class WatchParameters
{
    private const string Prefix = "prefix";
    private const string Since = "since";

    /// <summary>The region that <c>Last-Event-ID</c> comes from: another region orders commits differently and begins at <c>since</c>.</summary>
    private const string Region = "region";

    /// <summary>Null when something is wrong.</summary>
    public static WatchRequest? Read(HttpContext context, RunningRegion region, out Problem? problem)
    {
        var query = new RequestQuery(context, Prefix, Since, Region);
        var prefix = query.Text(Prefix) ?? "";
        if (Encoding.UTF8.GetByteCount(prefix) > EventLimits.MaxKeyBytes)
            query.Refuse(Prefix, $"is longer than a key can be, {EventLimits.MaxKeyBytes} bytes");
        var since = query.Time(Since, region.Clock.NowMs());
        var isOfThisRegion = query.Text(Region) is not { } other || other == region.Options.Region;
        Hash256? last = null;
        problem = query.Problem;
        var header = context.Request.Headers["Last-Event-ID"].ToString();
        if (problem is null && isOfThisRegion && header.Length > 0)
        {
            if (Hash256.TryParse(header, out var id))
                last = id;
            else
                problem = Unknown($"'{header}', which Last-Event-ID names, is no id of an event.");
        }

        return problem is null ? new WatchRequest(prefix, last, since) { Permitted = Caller.Of(context, region).Keys } : null;
    }

    /// <summary>Why a watch could not begin.</summary>
    public static Problem Of(WatchRefusal refusal, WatchRequest request) => refusal switch
    {
        WatchRefusal.TooMany => ProblemKinds.Overloaded.With($"The silo serves {WatchLimits.MaxWatches} watches already. Try again shortly, or at another silo."),
        WatchRefusal.EventUnknown => Unknown($"The event {request.LastEvent}, which Last-Event-ID names, is not in the region's commit log (any more)."),
        _ => Unknown($"Commits of the time {request.SinceMs} are not in the region's commit log any more."),
    };

    private static Problem Unknown(string reason) =>
        ProblemKinds.WatchTooOld.With($"{reason} Begin to watch anew, without it, and then read the keys that you watch: what changed meanwhile is among them.");
}
