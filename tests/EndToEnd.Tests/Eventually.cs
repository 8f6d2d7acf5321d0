using System.Diagnostics;

namespace Aevrion.EndToEnd.Tests;

/// <summary>Waits for what happens by itself, within a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, $"Not within {Deadline.TotalSeconds} seconds: {what}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
