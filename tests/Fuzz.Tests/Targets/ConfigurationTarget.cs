using System.Text;
using Aevrion.Silo.Configuration;
using Microsoft.Extensions.Configuration;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>Settings, one a line. They are taken, or every mistake is named.</summary>
internal sealed class ConfigurationTarget : FuzzTarget
{
    private static readonly string[] Honest =
    [
        "Region=eu", "Postgres=Host=localhost;Database=x", "Urls=http://127.0.0.1:7400;https://[::1]:0", "Peers:us:Url=http://10.0.0.2:7400,http://10.0.0.3:7400",
        "Granularity=60000", "BranchingFactor=32", "SettleDelay=00:00:02", "MaxClockDrift=1.00:00:00", "SyncPeriod=00:00:00.5", "WatchLogBytes=4294967296",
        "Cluster:SiloPort=1",
    ];

    public override string Name => "configuration";

    public override IReadOnlyList<byte[]> Seeds { get; } = Given.Texts(
        [string.Join('\n', Honest), string.Join('\n', Honest[..2]), .. Honest.Select(line => $"{Honest[0]}\n{Honest[1]}\n{line}")]);

    public override IReadOnlyList<byte[]> Words { get; } = Given.Texts(
        [.. Honest.Select(line => $"\n{line}"), ":", "=", ";", "\n", "Port=", "Host=", "Timeout=x", "Password='", "\"", "http://", "[::", "99:99:99", "*", "+", "unix:/", "%", "\0"]);

    public override long AllowedBytes(int inputBytes) => (4 * 1024 * 1024) + (2048L * inputBytes);

    public override string Run(byte[] input)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Encoding.UTF8.GetString(input).Split('\n'))
        {
            var name = line.Split('=')[0];
            settings[$"Aevrion:{name}"] = line.Length > name.Length ? line[(name.Length + 1)..] : null;
        }

        try
        {
            var read = SiloSettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
            return $"taken {read.Region.Peers.Count} {read.Urls.Count}";
        }
        catch (SiloConfigurationException mistakes)
        {
            if (mistakes.Mistakes.Count == 0)
                throw new InvalidOperationException("Refused without a reason.", mistakes);
            return Names.Of(mistakes.Mistakes[0]);
        }
    }
}
