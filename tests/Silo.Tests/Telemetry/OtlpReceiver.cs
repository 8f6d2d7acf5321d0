using System.Collections.Concurrent;
using Aevrion.Silo.Tests.Hosting;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Aevrion.Silo.Tests.Telemetry;

/// <summary>A collector that takes OTLP over HTTP and keeps what it is sent.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<(string Path, byte[] Body, string? Key)> _received = new();

    private OtlpReceiver(int port)
    {
        Url = $"http://127.0.0.1:{port}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url);
        _application = builder.Build();
        _application.Run(TakeAsync);
    }

    public string Url { get; }

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver(FreePort.Next());
        await receiver._application.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Whether anything came with a header.</summary>
    public bool HasKey(string key) => _received.Any(request => request.Key == key);

    /// <summary>The texts that stand at a place in the messages of a signal, which is told by the numbers of its fields from the outside in.</summary>
    public IReadOnlyList<string> Texts(string path, params int[] fields) =>
        [.. _received.Where(request => request.Path == path).SelectMany(request => Find(request.Body, fields)).Select(text => text.ToStringUtf8())];

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (context.Request.ContentType == "application/x-protobuf")
            _received.Enqueue((context.Request.Path.Value!, body.ToArray(), context.Request.Headers["api-key"]));
        context.Response.ContentType = "application/x-protobuf";
    }

    private static List<ByteString> Find(byte[] message, ReadOnlySpan<int> fields)
    {
        var found = new List<ByteString>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is not 0 and var tag)
        {
            if (WireFormat.GetTagFieldNumber(tag) != fields[0] || WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited)
            {
                input.SkipLastField();
                continue;
            }

            var value = input.ReadBytes();
            found.AddRange(fields.Length == 1 ? [value] : Find(value.ToByteArray(), fields[1..]));
        }

        return found;
    }
}
