using System.Collections.Concurrent;
using System.Net.WebSockets;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Silo.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aevrion.Silo.Tests.Peers.Authentication;

/// <summary>Sits at a peer's address and answers as a test tells it, taking note of everything that a dialler sends.</summary>
internal sealed class Impostor : IAsyncDisposable
{
    private readonly WebApplication _application;

    private Impostor(WebApplication application, int port)
    {
        _application = application;
        Url = new Uri($"http://127.0.0.1:{port}");
    }

    public Uri Url { get; }

    /// <summary>The headers of the requests that came, names and values.</summary>
    public ConcurrentQueue<string> Headers { get; } = new();

    /// <summary>What came of the requests' Authorization headers.</summary>
    public ConcurrentQueue<string> Answers { get; } = new();

    /// <summary>Bytes of frames that diallers sent.</summary>
    public int BytesOfFrames { get; private set; }

    /// <param name="answer">Sets the headers of the answer; true opens the connection, false answers 401.</param>
    public static async Task<Impostor> StartAsync(Func<HttpContext, Task<bool>> answer)
    {
        var port = FreePort.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add($"http://127.0.0.1:{port}");
        application.UseWebSockets();
        var impostor = new Impostor(application, port);
        application.Run(context => impostor.ServeAsync(context, answer));
        await application.StartAsync(TestContext.Current.CancellationToken);
        return impostor;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task ServeAsync(HttpContext context, Func<HttpContext, Task<bool>> answer)
    {
        foreach (var (name, value) in context.Request.Headers)
            Headers.Enqueue($"{name}: {value}");
        Answers.Enqueue(context.Request.Headers.Authorization.ToString());
        if (!await answer(context))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(ProtocolLimits.Subprotocol);
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } received)
                BytesOfFrames += received.Count;
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // What came until then is what counts.
        }
    }
}
