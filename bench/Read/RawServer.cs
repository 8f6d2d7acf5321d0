using Aevrion.Bench.Regions;
using Aevrion.Silo.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aevrion.Bench.Read;

/// <summary>
/// Kestrel that answers 128 bytes to whatever it is asked, as a process of its own with the runtime settings of a silo: what HTTP alone costs.
/// </summary>
internal sealed class RawServer : ServerProcess
{
    /// <summary>Name of the command that runs it, followed by the port.</summary>
    public const string CommandName = "raw-server";

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);

    private RawServer(int port)
        : base(port, ["exec", "--runtimeconfig", RuntimeConfigOfSilo, "--depsfile", PathOf("deps.json"), PathOf("dll"), CommandName, $"{port}"], [])
    {
    }

    private static string RuntimeConfigOfSilo => Path.ChangeExtension(typeof(RegionBuilder).Assembly.Location, "runtimeconfig.json");

    /// <summary>Starts one and waits until it is ready.</summary>
    public static async Task<RawServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new RawServer(FreePort());
        try
        {
            await server.AwaitReadyAsync("", ReadyWithin, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Is one, until the process is asked to stop.</summary>
    public static async Task ServeAsync(int port, CancellationToken cancellationToken)
    {
        var value = BenchEvents.ValueOf(0);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}").ConfigureKestrel(options => options.AddServerHeader = false);
        await using var application = builder.Build();
        application.Run(async context =>
        {
            context.Response.ContentType = "application/octet-stream";
            context.Response.ContentLength = value.Length;
            await context.Response.BodyWriter.WriteAsync(value, context.RequestAborted);
        });
        await application.StartAsync(cancellationToken);
        await application.WaitForShutdownAsync(cancellationToken);
    }

    private static string PathOf(string extension) => Path.ChangeExtension(typeof(RawServer).Assembly.Location, extension);
}
