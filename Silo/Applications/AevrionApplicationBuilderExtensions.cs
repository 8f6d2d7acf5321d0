using Aevrion.Silo.Applications;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Serves the API of the region that the application's silo hosts.</summary>
public static class AevrionApplicationBuilderExtensions
{
    /// <summary>
    /// Answers what belongs to Aevrion (<c>/v1/…</c>, <c>/healthz</c>, <c>/readyz</c>, <c>/metrics</c>, <c>/openapi/v1.json</c>) as a silo of its
    /// own does, with its tokens and limits, and hands everything else on. Call it before anything that rewrites paths.
    /// </summary>
    /// <exception cref="InvalidOperationException">The silo was configured without <c>AddAevrionApi</c>.</exception>
    public static IApplicationBuilder UseAevrion(this IApplicationBuilder application)
    {
        ArgumentNullException.ThrowIfNull(application);
        var api = application.ApplicationServices.GetService<HostedApi>()
            ?? throw new InvalidOperationException("Add the API to the silo first: builder.UseOrleans(silo => silo.AddAevrionRegion(…).AddAevrionApi()).");
        return application.Use(api.Branch);
    }
}
