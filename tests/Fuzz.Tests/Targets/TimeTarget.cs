using System.Text;
using Aevrion.Cli.Time;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Fuzz.Tests.Targets;

/// <summary>Points in time as people write them. Where both the command line and the silo understand one, they understand the same.</summary>
internal sealed class TimeTarget : FuzzTarget
{
    private const long NowMs = 1_767_225_600_000;

    public override string Name => "time";

    public override IReadOnlyList<byte[]> Seeds { get; } = Given.Texts(
        "1700000000000", "2026-01-31", "2026-01-31T12:00:00Z", "2026-01-31T12:00:00.123+02:00", "2026-01-31 12:00", "20260131T120000Z", "5m ago", "1d12h ago", "now", "7 w  ago");

    public override IReadOnlyList<byte[]> Words { get; } = Given.Texts(
        "ago", " ago", "now", "ms", "s", "m", "h", "d", "w", "T", "Z", "-", ":", "+14:00", "-14:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", " ", "1m ");

    public override string Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var inSilo = TimeText.TryParse(text, NowMs, out var silo);
        var inCli = TimeExpression.TryParse(text, DateTimeOffset.FromUnixTimeMilliseconds(NowMs), out var cli);
        if (inSilo && inCli && silo != Math.Max(cli, silo == 0 ? 0 : cli))
            throw new InvalidOperationException($"The silo understands {silo}, the command line {cli}.");
        return $"{inSilo} {inCli} {silo > NowMs} {cli < 0}";
    }
}
