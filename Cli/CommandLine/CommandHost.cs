using System.CommandLine;
using Aevrion.Cli.Output;
using Aevrion.Client;

namespace Aevrion.Cli.CommandLine;

/// <summary>Runs the commands' bodies: gives them a client and an output, and turns what they throw into one line and an exit code.</summary>
internal sealed class CommandHost(GlobalOptions options)
{
    /// <summary>Makes the body what the command does.</summary>
    /// <param name="configure">Changes the client's options for this command.</param>
    public void Handle(
        Command command, Func<CommandContext, Task<ExitCode>> body, Action<AevrionClientOptions>? configure = null) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var clientOptions = options.ClientOptions(parsed);
                configure?.Invoke(clientOptions);
                await using var client = Connect(clientOptions);
                var output = new OutputWriter(parsed.GetValue(options.Json));
                return (int)await body(new CommandContext(parsed, clientOptions, client, output, cancellationToken));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return Report("Interrupted.", ExitCode.Interrupted);
            }
            catch (UsageException exception)
            {
                return Report(exception.Message, ExitCode.BadUsage);
            }
            catch (NotFoundException exception)
            {
                return Report(exception.Message, ExitCode.NotFound);
            }
            catch (AevrionException exception)
            {
                return Report(Explain(exception), CodeOf(exception));
            }
            catch (IOException exception)
            {
                return Report("A file, or the output, cannot be read or written: " + exception.Message, ExitCode.BadUsage);
            }
        });

    /// <summary>Writes one line of error.</summary>
    public static int Report(string message, ExitCode code)
    {
        Console.Error.WriteLine("aevrion: " + PlainText.OneLine(message));
        return (int)code;
    }

    private static ExitCode CodeOf(AevrionException exception) => exception switch
    {
        AevrionNotFoundException or AevrionBackupException => ExitCode.NotFound,
        AevrionInvalidRequestException => ExitCode.BadUsage,
        _ => ExitCode.ServerError,
    };

    private static string Explain(AevrionException exception) => exception switch
    {
        AevrionUnauthorizedException => exception.Message + " Set AEVRION_TOKEN to a token that the region accepts.",
        AevrionUnavailableException { OutcomeUnknown: false, Status: 0 } =>
            exception.Message + " Check that a region runs there, or name another with --url or AEVRION_URL.",
        _ => exception.Message,
    };

    private static AevrionClient Connect(AevrionClientOptions clientOptions)
    {
        try
        {
            return new AevrionClient(clientOptions);
        }
        catch (ArgumentException exception)
        {
            var message = exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal);
            throw new UsageException(message, exception);
        }
    }
}
