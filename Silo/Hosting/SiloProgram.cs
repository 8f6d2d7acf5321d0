using System.Net.Sockets;
using Aevrion.Silo.Configuration;

namespace Aevrion.Silo.Hosting;

/// <summary>Runs a silo from start to end.</summary>
internal static class SiloProgram
{
    private const int Success = 0;
    private const int Failure = 1;

    /// <summary>Runs until the process is asked to stop; answers its exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var application = SiloApplication.Build(args);
            return await RunAsync(application) is { } reason ? await EndAsync(reason) : Success;
        }
        catch (SiloConfigurationException mistakes)
        {
            return await EndAsync($"{mistakes.Message}{Environment.NewLine}docs/configuration.md explains every setting.");
        }
    }

    /// <summary>Runs an application; answers why it could not go on, null when it was asked to stop.</summary>
    private static async Task<string?> RunAsync(WebApplication application)
    {
        try
        {
            await application.StartAsync();
        }
        catch (Exception failure) when (failure is IOException or SocketException or InvalidOperationException)
        {
            return $"It cannot listen as Aevrion:Urls says: {failure.Message}";
        }

        await application.WaitForShutdownAsync();
        return application.Services.GetRequiredService<ProcessOutcome>().Failure;
    }

    private static async Task<int> EndAsync(string reason)
    {
        await Console.Error.WriteLineAsync($"The silo does not run. {reason}");
        return Failure;
    }
}
