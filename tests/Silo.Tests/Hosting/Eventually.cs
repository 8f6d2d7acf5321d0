using System.Diagnostics;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>Waits for what happens by itself, within a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, $"Not within {Deadline.TotalSeconds} seconds: {what}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
