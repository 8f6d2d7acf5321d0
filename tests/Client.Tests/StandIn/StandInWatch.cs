using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.StandIn;

/// <summary>A watch of a region whose commits a test makes, in an order of its own; each connection may be cut after some events.</summary>
internal sealed class StandInWatch(string region)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentQueue<string> _commits = new();

    /// <summary>How many events the next connections get before they end, by force when the number is odd; without one they get all.</summary>
    public ConcurrentQueue<int> Cuts { get; } = new();

    /// <summary>Events with this and lower numbers are not kept any more.</summary>
    public int Trimmed { get; set; } = -1;

    /// <summary>Ends all connections.</summary>
    public bool IsOver { get; set; }

    /// <summary>Events sent.</summary>
    public int Told { get; private set; }

    /// <summary>What the comments say of the regions' convergence.</summary>
    public long? Converged { get; set; }

    /// <summary>What connections asked for: query and Last-Event-ID.</summary>
    public ConcurrentQueue<(string Query, string? LastEventId)> Asked { get; } = new();

    public static string IdOf(int number) => number.ToString("x64", CultureInfo.InvariantCulture);

    /// <summary>Commits events; their commit times are their numbers, in minutes since 1970.</summary>
    public void Commit(params IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
            _commits.Enqueue(IdOf(number));
    }

    public async Task WriteAsync(HttpContext context)
    {
        var last = context.Request.Headers["Last-Event-ID"].FirstOrDefault();
        Asked.Enqueue((context.Request.QueryString.Value ?? "", last));
        var from = StartOf(context, last);
        if (from is not { } next)
        {
            await Problems.WriteAsync(context, 410, "watch-too-old", "That is gone.");
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["Aevrion-Region"] = region;
        await SendAsync(context, $": now={_commits.Count * 60_000}{(Converged is { } time ? $" converged={time}" : "")}{(next > 0 ? $" resume={_commits.ElementAt(next - 1)}" : "")}\n\n");
        var left = Cuts.TryDequeue(out var cut) ? cut : int.MaxValue;
        while (!context.RequestAborted.IsCancellationRequested && !IsOver)
        {
            for (; next < _commits.Count && left > 0; next++, left--, Told++)
                await SendAsync(context, Frame(_commits.ElementAt(next)));
            if (left == 0)
            {
                if (cut % 2 == 1)
                    context.Abort();
                return;
            }

            await Task.Delay(Pause);
        }
    }

    private int? StartOf(HttpContext context, string? last)
    {
        var commits = _commits.ToList();
        if (last is not null && (context.Request.Query["region"].FirstOrDefault() ?? region) == region)
            return commits.IndexOf(last) is >= 0 and var place && place > Trimmed ? place + 1 : null;
        return context.Request.Query["since"].FirstOrDefault() is { } since
            ? Math.Min(commits.Count, (int)Math.Ceiling(long.Parse(since, CultureInfo.InvariantCulture) / 60_000d)) is var first && first > Trimmed ? first : null
            : commits.Count;
    }

    private static string Frame(string id) =>
        $$"""
        id: {{id}}
        event: put
        data: {"key":"k","id":"{{id}}","timestamp":{{int.Parse(id, NumberStyles.HexNumber, CultureInfo.InvariantCulture)}},"origin":"eu","deleted":false,"size":1,"value":"dg=="}


        """;

    private static async Task SendAsync(HttpContext context, string text)
    {
        await context.Response.WriteAsync(text, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
