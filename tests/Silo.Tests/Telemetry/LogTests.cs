using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aevrion.Grains.Hosting;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Storage;
using Aevrion.Testing.PostgreSql;
using Microsoft.Extensions.Logging;

namespace Aevrion.Silo.Tests.Telemetry;

/// <summary>What the log says, and how.</summary>
public sealed partial class LogTests
{
    public static TheoryData<string, string> Warnings =>
    [
        .. ((Assembly[])[typeof(RegionHost).Assembly, typeof(RegionOptions).Assembly, typeof(StorageLimits).Assembly])
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => (Name: $"{method.DeclaringType!.Name}.{method.Name}", Log: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(message => message.Log?.Level >= LogLevel.Warning)
            .Select(message => new TheoryDataRow<string, string>(message.Name, message.Log!.Message)),
    ];

    [Theory]
    [MemberData(nameof(Warnings))]
    public void A_warning_or_an_error_says_what_to_do(string name, string message)
    {
        // Whatever is wrong is told by the exception's own text, which names what to correct.
        if (message == "{Detail}")
            return;
        Assert.True(Advice().IsMatch(message), $"{name} says that something is wrong and not what to do about it: {message}");
    }

    [Fact]
    public async Task With_the_format_json_every_line_of_the_log_is_an_object()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using (await new TestSilo("eu", database.ConnectionString).StartReadyAsync())
        {
            var (_, output) = await SiloProcess.RunAsync(
                ("Region", "us"), ("Postgres", database.ConnectionString), ("Urls", $"http://127.0.0.1:{FreePort.Next()}"), ("Telemetry__LogFormat", "json"));
            var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement).ToList();
            Assert.Contains(lines, line => line.GetProperty("LogLevel").GetString() is "Error" or "Critical"
                && line.GetProperty("Message").GetString()!.Contains("cannot start", StringComparison.Ordinal));
            Assert.All(lines, line => Assert.EndsWith("Z", line.GetProperty("Timestamp").GetString(), StringComparison.Ordinal));
        }
    }

    [GeneratedRegex(
        @"\b([Cc]heck|[Cc]orrect|[Ss]ee|[Ll]ook|[Ss]tart|[Rr]estart|[Rr]aise|[Rr]estore|[Rr]eport|[Tt]ake it again|[Ss]end|Ask again)\b|'aevrion |brings back",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Advice();
}
