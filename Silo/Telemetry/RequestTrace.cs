using System.Diagnostics;

namespace Aevrion.Silo.Telemetry;

/// <summary>
/// The activity of a request, in the trace that its client named by <c>traceparent</c>. Its path is told as the route has it: keys are never
/// recorded.
/// </summary>
internal static class RequestTrace
{
    /// <summary>Begins it; null when the trace is not recorded or nobody listens.</summary>
    public static Activity? Begin(HttpContext context)
    {
        if (!HttpInstruments.Source.HasListeners())
            return null;
        var headers = context.Request.Headers;
        // Without a parent, or with a broken one, a trace begins here.
        _ = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var client);
        return HttpInstruments.Source.StartActivity(context.Request.Method, ActivityKind.Server, client);
    }

    /// <summary>Ends it with what became of the request.</summary>
    public static void End(Activity activity, MeasuredRoute route, int status, bool isBroken)
    {
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
