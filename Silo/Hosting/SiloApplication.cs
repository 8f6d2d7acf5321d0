using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aevrion.Grains.Load;
using Aevrion.Silo.Configuration;
using Aevrion.Silo.Dashboard;
using Aevrion.Silo.Gateway;
using Aevrion.Silo.Http;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Backup;
using Aevrion.Silo.Http.Batches;
using Aevrion.Silo.Http.Conflicts;
using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Http.Load;
using Aevrion.Silo.Http.Metrics;
using Aevrion.Silo.Http.OpenApi;
using Aevrion.Silo.Http.Peers;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Reads;
using Aevrion.Silo.Http.Rebuild;
using Aevrion.Silo.Http.Refusals;
using Aevrion.Silo.Http.Requests;
using Aevrion.Silo.Http.Scans;
using Aevrion.Silo.Http.Status;
using Aevrion.Silo.Http.Tokens;
using Aevrion.Silo.Http.Tree;
using Aevrion.Silo.Http.Verification;
using Aevrion.Silo.Http.Watch;
using Aevrion.Silo.Peers;
using Aevrion.Silo.Peers.Authentication;
using Aevrion.Silo.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aevrion.Silo.Hosting;

/// <summary>
/// Composes the process: a web host that answers from the first moment to the last, and in it, as a background service, the region.
/// </summary>
internal static class SiloApplication
{
    /// <summary>How long requests under way may take once the silo is asked to stop.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(10);

    /// <summary>What the log says unless the configuration says otherwise.</summary>
    private static readonly Dictionary<string, string?> LogDefaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None", // costs every request an activity and a scope that nothing here reads
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical", // SiloProgram tells why it cannot start
        ["Logging:LogLevel:Npgsql"] = "Error",
        ["Logging:LogLevel:Orleans"] = "Warning",
    };

    /// <summary>An application that has not been started.</summary>
    /// <param name="args">Command line, as <c>--Aevrion:Region=eu</c>.</param>
    /// <param name="customize">Changes to services, for tests: time, for instance.</param>
    /// <exception cref="SiloConfigurationException">The configuration has mistakes.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? customize = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(
            0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = LogDefaults });
        SiloLogs.AddConsole(builder.Logging, builder.Configuration);
        customize?.Invoke(builder);

        var settings = SiloSettingsReader.Read(builder.Configuration);
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.WebHost.ConfigureKestrel(options => KestrelSetup.Configure(options, settings.Limits));
        builder.WebHost.ConfigureKestrel(options => TlsSetup.Configure(options, settings));
        SiloLogs.AddExport(builder.Logging, settings);
        AddServices(builder.Services, settings);
        builder.Services.Replace(ServiceDescriptor.Singleton<IMeterFactory>(
            provider => new SiloMeters(provider.GetRequiredService<SiloScope>(), settings.Region.Region)));
        builder.Services.AddHostedService<RegionHost>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = DrainTimeout);

        var application = builder.Build();
        Map(application);
        return application;
    }

    /// <summary>Adds what answers requests.</summary>
    public static void AddServices(IServiceCollection services, SiloSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton<RegionGate>();
        services.AddSingleton<ApiPipeline>();
        services.AddSingleton<RegionBuilder>();
        services.AddSingleton<ReadinessCheck>();
        services.AddSingleton<ProcessOutcome>();
        services.AddSingleton<BackupTurns>();
        services.AddSingleton<AccessControl>();
        services.AddSingleton<PeerAccess>();
        services.AddSingleton<PeerAuthenticator>();
        services.AddSingleton<IPeerCredential, PeerProofCredential>();
        services.AddSingleton<IPeerCredential, BearerPeerCredential>();
        services.AddSingleton(new BodyBudget(settings.Limits.BodyBytes));
        services.AddSingleton(settings.Limits);
        services.AddSingleton<IClientIdentity, TokenIdentity>();
        services.AddSingleton<RequestGate>();
        services.AddSingleton<SlowAnswers>();
        services.AddSingleton<SiloTurns>();
        services.AddSingleton<LoadRecorder>();
        AddTelemetry(services);
        services.AddRouting();
        OpenApiEndpoints.AddTo(services);
    }

    private static void AddTelemetry(IServiceCollection services)
    {
        services.AddSingleton<SiloScope>();
        services.AddSingleton<HttpInstruments>();
        services.AddSingleton<RequestMeter>();
        services.AddSingleton<SiloMetrics>();
        services.AddSingleton<SiloTraces>();
    }

    private static void Map(WebApplication application)
    {
        RefusalObserver.Subscribe(application.Services.GetRequiredService<DiagnosticListener>());
        application.Services.GetRequiredService<SiloMetrics>();
        application.Services.GetRequiredService<SiloTraces>();
        Use(application);
        MapEndpoints(application);
    }

    /// <summary>Adds what every request goes through.</summary>
    public static void Use(IApplicationBuilder application)
    {
        application.Use(application.ApplicationServices.GetRequiredService<ApiPipeline>().Capture);
        application.UseMiddleware<ProblemMiddleware>();
        application.UseMiddleware<KeyRoutes>();
        application.UseRouting();
        application.UseMiddleware<AccessMiddleware>();
        application.UseWebSockets();
    }

    /// <summary>Maps the routes.</summary>
    public static void MapEndpoints(IEndpointRouteBuilder application)
    {
        BatchEndpoints.Map(application);
        MultiGetEndpoints.Map(application);
        ScanEndpoints.Map(application);
        ConflictEndpoints.Map(application);
        TreeEndpoints.Map(application);
        PeerEndpoints.Map(application);
        RebuildEndpoints.Map(application);
        VerificationEndpoints.Map(application);
        TokenEndpoints.Map(application);
        BackupEndpoints.Map(application);
        LoadEndpoints.Map(application);
        MetricsEndpoints.Map(application);
        StatusEndpoints.Map(application);
        OpenApiEndpoints.Map(application);
        WatchEndpoints.Map(application);
        PeerSocketEndpoint.Map(application);
        AccessEndpoints.Map(application);
        DashboardEndpoints.Map(application);
    }
}
