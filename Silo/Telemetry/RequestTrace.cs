using System.Diagnostics;

namespace Aevrion.Silo.Telemetry;

/// <summary>
/// The activity of a request, in the trace that its client named by <c>traceparent</c>. Its path is told as the route has it: keys are never
/// recorded.
/// </summary>
internal static class RequestTrace
{
    /// <summary>That of the request under way; null when it is not kept. It is the current one, and has no other place: most requests have none.</summary>
    private static Activity? Current => Activity.Current is { } activity && activity.Source == HttpInstruments.Source ? activity : null;

    /// <summary>Begins it, if its trace is kept.</summary>
    public static void Begin(HttpContext context)
    {
        if (!HttpInstruments.Source.HasListeners())
            return;
        var headers = context.Request.Headers;

        // Without a parent, or with a broken one, a trace begins here.
        var client = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var told) ? told : default;
        HttpInstruments.Source.StartActivity(context.Request.Method, ActivityKind.Server, client);
    }

    /// <summary>Goes back to what was current before the request, for whoever goes on while it is under way elsewhere.</summary>
    public static void Leave()
    {
        if (Current is { } activity)
            Activity.Current = activity.Parent;
    }

    /// <summary>Ends it with what became of the request.</summary>
    public static void End(MeasuredRoute route, int status, bool isBroken)
    {
        if (Current is not { } activity)
            return;
        if (activity.IsAllDataRequested)
        {
            activity.DisplayName = route.Path.Length == 0 ? route.Method : $"{route.Method} {route.Path}";
            activity.SetTag("http.request.method", route.Method);
            activity.SetTag("http.route", route.Path);
            activity.SetTag("http.response.status_code", status);
            if (isBroken || status >= StatusCodes.Status500InternalServerError)
                activity.SetStatus(ActivityStatusCode.Error).SetTag("error.type", isBroken ? "broken" : $"{status}");
        }

        activity.Stop();
    }
}
