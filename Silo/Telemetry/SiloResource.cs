using System.Reflection;
using Aevrion.Silo.Configuration;
using OpenTelemetry.Resources;

namespace Aevrion.Silo.Telemetry;

/// <summary>What metrics, traces and logs say of who sends them. OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word.</summary>
internal static class SiloResource
{
    private static readonly string? Version =
        typeof(SiloResource).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    public static ResourceBuilder Of(SiloSettings settings) => ResourceBuilder.CreateEmpty()
        .AddTelemetrySdk()
        .AddService("aevrion", serviceVersion: Version, autoGenerateServiceInstanceId: false, serviceInstanceId: $"{Environment.MachineName}:{settings.Region.Region}")
        .AddAttributes([new(SiloMeters.RegionTag, settings.Region.Region)])
        .AddEnvironmentVariableDetector();
}
