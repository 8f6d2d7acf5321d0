using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Aevrion.Grains.Watches;
using Aevrion.Silo.Hosting;

namespace Aevrion.Silo.Http.Watch;

/// <summary>
/// The body of a watch. Server-sent events: WHATWG HTML, section 9.2. Holds one change at a time beside what the server has not sent yet; a
/// reader that takes nothing for a while is told so and cut off.
/// </summary>
internal sealed class WatchStream(HttpContext context, RunningRegion region, Grains.Watches.Watch watch)
{
    /// <summary>What is written before it is sent; more only with a change that is larger.</summary>
    private const int MaxUnsentBytes = 64 * 1024;

    /// <summary>Tells the reader that he was too slow; he resumes behind the last change that he got.</summary>
    private static readonly byte[] TooSlow = "event: slow\ndata: {}\n\n"u8.ToArray();

    private readonly PipeWriter _body = context.Response.BodyWriter;
    private readonly TimeProvider _time = region.Clock.TimeProvider;
    private readonly TimeSpan _keepAlive = region.Options.WatchKeepAlive;
    private readonly TimeSpan _slowTimeout = region.Options.WatchSlowTimeout;
    private readonly ILogger _logger = context.RequestServices.GetRequiredService<ILogger<WatchStream>>();
    private long _commentedAt;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Sent before anything happens: the reader learns that he watches from now on. Not given up half-way: what was written and not sent
        // would get in the way of another answer.
        cancellationToken.ThrowIfCancellationRequested();
        WriteComment();
        var goesOn = await SendAsync(CancellationToken.None);
        while (goesOn)
        {
            var left = _keepAlive - _time.GetElapsedTime(_commentedAt);
            var news = await watch.NextAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
            goesOn = news.IsTooFarBehind ? await CutAsync() : await TellAsync(news.Changes, cancellationToken);
        }
    }

    private async Task<bool> TellAsync(IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            Write(change);
            if (_body.UnflushedBytes >= MaxUnsentBytes && !await SendAsync(cancellationToken))
                return false;
        }

        if (_time.GetElapsedTime(_commentedAt) >= _keepAlive)
            WriteComment();
        return await SendAsync(cancellationToken);
    }

    private void Write(Change change)
    {
        var item = change.Event;
        var id = item.Id.ToString();
        var document = new ChangeDocument(item.Key, id, item.Timestamp, item.Origin, item.IsDeletion, item.Value.GetValueOrDefault().Length)
        {
            Value = item.Value,
        };
        Write($"id: {id}\nevent: {(item.IsDeletion ? "delete" : "put")}\ndata: ");
        using (var json = new Utf8JsonWriter(_body, new JsonWriterOptions { Encoder = ApiJson.Readable.Options.Encoder, SkipValidation = true }))
            JsonSerializer.Serialize(json, document, ApiJson.Readable.ChangeDocument);
        _body.Write("\n\n"u8);
    }

    /// <summary>Shows that the stream lives, and tells a client what it needs to resume here or in another region.</summary>
    private void WriteComment()
    {
        _commentedAt = _time.GetTimestamp();
        var converged = region.Converged.TimeMs is { } watermark ? $" converged={watermark}" : "";
        var resume = watch.LastId is { } id ? $" resume={id}" : "";
        Write($": now={region.Clock.NowMs()}{converged}{resume}\n\n");
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, _body);

    /// <summary>Sends what was written; false when the stream is over.</summary>
    private async ValueTask<bool> SendAsync(CancellationToken cancellationToken)
    {
        var sending = _body.FlushAsync(cancellationToken);
        if (sending.IsCompletedSuccessfully)
            return !sending.Result.IsCompleted;
        try
        {
            return !(await sending.AsTask().WaitAsync(_slowTimeout, _time, cancellationToken)).IsCompleted;
        }
        catch (TimeoutException)
        {
            return await CutAsync();
        }
    }

    /// <summary>Ends the stream with a word to a reader that reads on after all; one that does not loses the connection.</summary>
    private async Task<bool> CutAsync()
    {
        _body.Write(TooSlow);
        HttpLog.WatchCut(_logger);
        try
        {
            await context.Response.CompleteAsync().WaitAsync(HttpLimits.WatchEndTimeout, _time, context.RequestAborted);
        }
        catch (TimeoutException)
        {
            context.Abort();
        }

        return false;
    }
}
