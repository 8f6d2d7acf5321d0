using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>
/// A region of the HTTP contract on a real socket, kept in memory, whose next answers can be made to fail. It reads keys from the request
/// line as it came, since the server's decoded path has lost the difference between a dot segment and a key of dots.
/// </summary>
internal sealed class StandInRegion : IAsyncDisposable
{
    private readonly ConcurrentQueue<Func<HttpContext, Func<Task>, Task>> _faults = new();
    private readonly ConcurrentQueue<StandInRequest> _requests = new();
    private readonly WebApplication _application;

    private StandInRegion(string name, int port)
    {
        Name = name;
        Store = new StandInStore(name);
        Watch = new StandInWatch(name);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, port));
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    public string Name { get; }

    public StandInStore Store { get; }

    public StandInWatch Watch { get; }

    /// <summary>What reads at "converged" are made at; null for not known.</summary>
    public long? ConvergedAt { get; set; }

    /// <summary>Versions that lost to a concurrent write, in the order in which they are listed.</summary>
    public List<StandInEvent> Losers { get; } = [];

    /// <summary>Rebuilds that were started.</summary>
    public int Rebuilds { get; set; }

    /// <summary>The state that verifications end in.</summary>
    public string VerificationState { get; set; } = "sound";

    /// <summary>What a backup is answered with, and the only one that a restore takes.</summary>
    public byte[] Backup { get; set; } = StandInBackup.Bytes;

    public string Url => _application.Urls.First();

    public IReadOnlyList<StandInRequest> Requests => [.. _requests];

    public static async Task<StandInRegion> StartAsync(string name = "eu", int port = 0)
    {
        var region = new StandInRegion(name, port);
        await region._application.StartAsync();
        return region;
    }

    /// <summary>Lets the fault handle the next request that has none yet; it is given the normal handling to run or not.</summary>
    public void FailNext(Func<HttpContext, Func<Task>, Task> fault) => _faults.Enqueue(fault);

    public void AnswerNext(int status, string slug, string? retryAfter = null) =>
        FailNext((context, _) => Problems.WriteAsync(context, status, slug, "Made to fail.", retryAfter));

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new StandInRequest(
            context.Request.Method, target, context.Request.Headers.Authorization, body.ToArray(), context.Request.Headers["Idempotency-Key"]);
        _requests.Enqueue(request);

        var routes = new StandInRoutes(this, context, request);
        if (_faults.TryDequeue(out var fault))
            await fault(context, routes.HandleAsync);
        else
            await routes.HandleAsync();
    }
}
