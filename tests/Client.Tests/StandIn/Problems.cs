using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>Problem documents as a region writes them.</summary>
internal static class Problems
{
    public static Task WriteAsync(HttpContext context, int status, string slug, string detail, string? retryAfter = null, int? line = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        var problem = new { type = "urn:aevrion:problem:" + slug, title = slug, status, detail, line };
        return context.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json");
    }
}
