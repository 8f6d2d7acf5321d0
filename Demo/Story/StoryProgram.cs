using System.Runtime.InteropServices;
using Aevrion.Client;
using Aevrion.Demo.History;
using Aevrion.Demo.Regions;

namespace Aevrion.Demo.Story;

/// <summary>Runs the story from start to end. Whatever happens, the regions it started have ended when it returns.</summary>
internal static class StoryProgram
{
    private const int Converged = 0;
    private const int Differs = 1;
    private const int BadUsage = 2;
    private const int Failed = 3;
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (DemoSettings.Read(arguments) is not { } settings)
            return Report($"Start this with ./aevrion demo. It takes --silo, --engine, --data, --repository, and {DemoSettings.PostgresVariable}.", BadUsage);

        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            var history = await GitHistory.ReadAsync(settings.Repository, TimeProvider.System.GetUtcNow(), stop.Token);
            await using var regions = new LinkedRegions(settings);
            var stage = new Stage(regions, history, new Narrator());
            return await TellAsync(stage, stop.Token) ? Converged : Differs;
        }
        catch (Exception failure) when (stop.IsCancellationRequested && failure is OperationCanceledException or AevrionException)
        {
            return Report("interrupted", Interrupted);
        }
        catch (Exception failure) when (failure is RegionFailedException or AevrionException or InvalidOperationException)
        {
            return Report(failure.Message, Failed);
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<bool> TellAsync(Stage stage, CancellationToken cancellationToken)
    {
        await LinkedAct.PlayAsync(stage, cancellationToken);
        await CutAct.PlayAsync(stage, cancellationToken);
        await WritingAct.PlayAsync(stage, cancellationToken);
        await HealingAct.PlayAsync(stage, cancellationToken);
        await LateEventAct.PlayAsync(stage, cancellationToken);
        return await CheckingAct.PlayAsync(stage, cancellationToken);
    }

    private static int Report(string message, int code)
    {
        Console.Error.WriteLine("aevrion demo: " + message);
        return code;
    }
}
