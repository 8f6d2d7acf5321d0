using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Photography;

/// <summary>An application that pictures are taken of: years of orders, carts and profiles, and customers who go on.</summary>
internal sealed class Shop(int seed)
{
    private const long MinuteMs = 60_000;
    private const long HourMs = 60 * MinuteMs;
    private const long DayMs = 24 * HourMs;
    private const int LinesAtOnce = 2000;

    private static readonly string[] Customers = ["ada", "grace", "linus", "barbara", "edsger", "tony", "donald", "leslie", "margaret", "alan"];

    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    /// <summary>Three years of events, more of them lately.</summary>
    public async Task ImportHistoryAsync(ApiClient api)
    {
        var now = Now();
        (int Count, long Span, double Bend)[] parts = [(3500, HourMs, 1.2), (5000, 36 * HourMs, 1.2), (5000, 45 * DayMs, 1.1), (2500, 1100 * DayMs, 1.2)];
        var times = parts.SelectMany(part => Enumerable.Range(0, part.Count).Select(_ => now - 1000 - (long)(Math.Pow(Next(), part.Bend) * part.Span))).Where(IsOpen).Order();
        foreach (var lines in times.Select(LineOf).Chunk(LinesAtOnce))
            (await api.PostAsync("/v1/batch", string.Join('\n', lines))).AssertDone();
    }

    /// <summary>What a shop without a connection brings later: events of the last minutes, and a few of the last hours.</summary>
    public async Task ImportLateAsync(ApiClient api)
    {
        var now = Now();
        var times = Enumerable.Range(0, 160).Select(_ => now - (long)(Next() * 8 * MinuteMs))
            .Concat(Enumerable.Range(0, 12).Select(number => now - ((number % 3) + 5) * HourMs));
        (await api.PostAsync("/v1/batch", string.Join('\n', times.Order().Select(LineOf)))).AssertDone();
    }

    /// <summary>Customers read and write until it is enough.</summary>
    public async Task TradeAsync(TestSilo silo, int pauseMs, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var (key, value) = Draw(Now());
            if (Next() < 0.35)
                (await silo.Api.PutAsync($"/v1/kv/{key}", value)).AssertDone();
            else
                await silo.Api.GetAsync($"/v1/kv/{key}");
            await Task.Delay((int)(Next() * 2 * pauseMs), CancellationToken.None);
        }
    }

    /// <summary>Customers sleep at night, have quiet weeks, and come in waves.</summary>
    private bool IsOpen(long time)
    {
        var day = Math.Pow(Math.Sin(Math.PI * (time % DayMs) / DayMs), 2);
        var week = 0.5 + (0.5 * Math.Sin(2 * Math.PI * time / (9 * DayMs)));
        var wave = 0.5 + (0.5 * Math.Sin(2 * Math.PI * time / (17 * MinuteMs)));
        return Next() < (0.1 + (0.9 * day)) * (0.25 + (0.75 * week)) * (0.3 + (0.7 * wave));
    }

    private string LineOf(long time)
    {
        var (key, value) = Draw(time);
        return JsonSerializer.Serialize(new { op = "put", key, text = value, timestamp = time });
    }

    private (string Key, string Value) Draw(long time)
    {
        lock (_lock)
        {
            var customer = Customers[_random.Next(Customers.Length)];
            var key = _random.Next(4) switch
            {
                0 => $"user:{customer}",
                1 => $"cart:{customer}",
                2 => $"session:{customer}",
                _ => $"order:{customer}:{_random.Next(1, 41)}",
            };
            return (key, JsonSerializer.Serialize(new { name = customer, visits = _random.Next(1, 500), at = time }));
        }
    }

    private double Next()
    {
        lock (_lock)
            return _random.NextDouble();
    }

    private static long Now() => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
}
