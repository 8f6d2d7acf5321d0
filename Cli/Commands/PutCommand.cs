using System.CommandLine;
using System.Text;
using Aevrion.Cli.CommandLine;
using Aevrion.Client;

namespace Aevrion.Cli.Commands;

/// <summary><c>put KEY [VALUE|-]</c></summary>
internal static class PutCommand
{
    public static CommandDefinition Define(CommandHost host)
    {
        var key = Parameters.Key();
        var value = new Argument<string?>("VALUE")
        {
            Description = "The value as text. Without it, or as -, the value is read from standard input as it is.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("put", "Write a value.") { key, value };
        var ack = new AckOptions(command);
        host.Handle(command, context => PutAsync(
            context, context.Parsed.GetRequiredValue(key), context.Parsed.GetValue(value), ack.ToWriteOptions(context.Parsed)));
        return new CommandDefinition(
            command,
            "aevrion put user:123 Alice",
            "aevrion put user:123 Alice --ack quorum",
            "aevrion put config/site - < site.json",
            "aevrion put temperature -- -5");
    }

    private static async Task<ExitCode> PutAsync(CommandContext context, string key, string? value, WriteOptions options)
    {
        var bytes = value is null or "-" ? await ReadStandardInputAsync(value, context.CancellationToken) : Encoding.UTF8.GetBytes(value);
        var written = await context.Client.PutAsync(key, bytes, options, context.CancellationToken);
        WrittenEvent.Report(context.Output, written, "put");
        return ExitCode.Success;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadStandardInputAsync(string? value, CancellationToken cancellationToken)
    {
        if (value is null && !Console.IsInputRedirected)
            throw new UsageException("There is no value. Give it after the key, or - to type it and end with Ctrl+D.");

        await using var input = Console.OpenStandardInput();
        var buffer = new byte[AevrionLimits.MaxValueBytes + 1];
        var length = await input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= AevrionLimits.MaxValueBytes
            ? buffer.AsMemory(0, length)
            : throw new UsageException($"The value is too large: a value has at most {AevrionLimits.MaxValueBytes:N0} bytes. Write it under several keys.");
    }
}
