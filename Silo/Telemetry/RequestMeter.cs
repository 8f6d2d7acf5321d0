using Aevrion.Grains.Load;

namespace Aevrion.Silo.Telemetry;

/// <summary>Measures every request from its first to its last moment in the silo. Allocates nothing.</summary>
internal sealed class RequestMeter(LoadRecorder load, HttpInstruments instruments, TimeProvider timeProvider)
{
    public RequestMeasurement Begin(HttpContext context)
    {
        RequestTrace.Begin(context);
        return new RequestMeasurement(timeProvider.GetTimestamp());
    }

    /// <summary>Takes note of a request that was answered, or was given up.</summary>
    /// <param name="context">The request, with the status of its answer.</param>
    /// <param name="measurement">What <see cref="Begin"/> gave.</param>
    /// <param name="isBroken">True when the answer did not come to its end.</param>
    public void End(HttpContext context, in RequestMeasurement measurement, bool isBroken = false)
    {
        var route = MeasuredRoutes.Of(context);
        var status = context.Response.StatusCode;
        var taken = timeProvider.GetElapsedTime(measurement.Started);
        instruments.Answered(route, status, taken);
        RequestTrace.End(route, status, isBroken);
        if (route.Kind == RequestKind.NoClient)
            return;
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
            Refused(status);
        else if (route.Kind != RequestKind.Other && !isBroken && IsAnswered(status))
            Record(route.Kind, taken);
    }

    private void Refused(int status)
    {
        instruments.Refused(status);
        load.Add(LoadCount.Refused, 1);
    }

    private void Record(RequestKind kind, TimeSpan taken)
    {
        load.Time(kind == RequestKind.Write, taken);
        if (kind == RequestKind.Read)
            load.Add(LoadCount.Reads, 1);
    }

    /// <summary>What was looked up or tried; what was refused for its form or its sender took no time that says anything.</summary>
    private static bool IsAnswered(int status) =>
        status < StatusCodes.Status400BadRequest
        || status is StatusCodes.Status404NotFound or StatusCodes.Status412PreconditionFailed or StatusCodes.Status504GatewayTimeout;
}
