using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.Probing;

/// <summary>Waits, with a deadline, for what happens in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    public static async Task Holds(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Deadline)
                Assert.Fail($"Did not hold within {Deadline}: {expression}");
            await Task.Delay(Interval, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The result of a call that should come soon.</summary>
    public static Task<T> Answers<T>(Task<T> call) => call.WaitAsync(Deadline, TestContext.Current.CancellationToken);

    /// <inheritdoc cref="Answers{T}"/>
    public static Task Answers(Task call) => call.WaitAsync(Deadline, TestContext.Current.CancellationToken);

    /// <summary>Calls again while the silo cannot be reached: a client may take a moment to find one that was restarted.</summary>
    public static async Task Reaches(Func<Task> call)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await Answers(call());
                return;
            }
            catch (OrleansException) when (TimeProvider.System.GetElapsedTime(started) < Deadline)
            {
                await Task.Delay(Interval, TestContext.Current.CancellationToken);
            }
        }
    }
}
