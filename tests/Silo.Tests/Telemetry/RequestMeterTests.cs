using Aevrion.Silo.Telemetry;
using Aevrion.Silo.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aevrion.Silo.Tests.Telemetry;

/// <summary>What measuring costs a request.</summary>
public sealed class RequestMeterTests(OneRegion region) : IClassFixture<OneRegion>
{
    private const int Requests = 1000;

    [Theory]
    [InlineData("PUT", "/v1/kv/key", 200)]
    [InlineData("GET", "/v1/kv/key?at=5m", 404)]
    [InlineData("GET", "/v1/nothing", 503)]
    public void Measuring_a_request_allocates_nothing_while_metrics_are_gathered(string method, string target, int status)
    {
        var meter = region.Silo.Service<RequestMeter>();
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        context.Response.StatusCode = status;
        Measure(meter, context);
        var least = long.MaxValue;
        for (var tries = 0; tries < 5; tries++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Measure(meter, context);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(least, 0, Requests / 10);
    }

    private static void Measure(RequestMeter meter, HttpContext context)
    {
        for (var i = 0; i < Requests; i++)
            meter.End(context, meter.Begin(context));
    }
}
