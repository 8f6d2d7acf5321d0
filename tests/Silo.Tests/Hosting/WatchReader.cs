using System.Net;
using System.Text.Json;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>Reads a watch as any client of server-sent events does.</summary>
internal sealed class WatchReader : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;
    private readonly StreamReader _lines;

    private WatchReader(HttpClient http, HttpResponseMessage response, Stream body)
    {
        _http = http;
        Response = response;
        _lines = new StreamReader(body);
    }

    public HttpResponseMessage Response { get; }

    /// <summary>Comments so far.</summary>
    public List<string> Comments { get; } = [];

    /// <summary>Connects; fails unless it is answered with a stream.</summary>
    public static async Task<WatchReader> OpenAsync(string url, string query = "", string? lastEventId = null, string? token = null)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Get, url + "/v1/watch" + query);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        if (token is not null)
            request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).WaitAsync(Deadline);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new WatchReader(http, response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next event; null at the end of the stream.</summary>
    public async Task<WatchEvent?> ReadAsync()
    {
        string? id = null, kind = null, data = null;
        while (await _lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Deadline) is { } line)
        {
            if (line.Length == 0 && data is not null)
                return new WatchEvent(id, kind!, JsonDocument.Parse(data).RootElement);
            if (line.StartsWith(':'))
                Comments.Add(line);
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                kind = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
        }

        return null;
    }

    /// <summary>The next events; fails when the stream ends before.</summary>
    public async Task<List<WatchEvent>> ReadAsync(int count)
    {
        var events = new List<WatchEvent>();
        while (events.Count < count)
            events.Add(await ReadAsync() ?? throw new InvalidOperationException("The stream has ended."));
        return events;
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        Response.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
