using Aevrion.Chaos.Running;

namespace Aevrion.Chaos.Terminal;

/// <summary>Tells where a run is without a terminal: a line for each phase.</summary>
internal static class PlainProgress
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    public static async Task ShowAsync(RunState state, RunLog log, Task running)
    {
        var told = "";
        while (!running.IsCompleted)
        {
            if (state.Phase != told)
                Console.WriteLine($"{log.Elapsed:hh\\:mm\\:ss} {told = state.Phase}");
            await Task.WhenAny(running, Task.Delay(Period));
        }
    }
}
