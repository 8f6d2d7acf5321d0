using Aevrion.Silo.Configuration;
using Microsoft.AspNetCore.Connections;

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
            var outcome = application.Services.GetRequiredService<ProcessOutcome>();
            await application.RunAsync();
            return outcome.Failure is { } reason ? await EndAsync(reason) : Success;
        }
        catch (SiloConfigurationException mistakes)
        {
            return await EndAsync($"{mistakes.Message}{Environment.NewLine}docs/configuration.md explains every setting.");
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException && IsFromListening(failure))
        {
            return await EndAsync($"The silo cannot listen as Aevrion:Urls says: {failure.Message}");
        }
    }

    private static bool IsFromListening(Exception failure) =>
        failure is IOException { InnerException: AddressInUseException or System.Net.Sockets.SocketException };

    private static async Task<int> EndAsync(string reason)
    {
        await Console.Error.WriteLineAsync($"Aevrion does not run. {reason}");
        return Failure;
    }
}
