using System.Globalization;

namespace Aevrion.Fuzz.Tests;

/// <summary>Tries a parser with its corpus and what is made from it, and says how to go on with what was found.</summary>
internal static class FuzzVerdict
{
    private const string InputsVariable = "AEVRION_FUZZ_INPUTS";
    private const string SeedVariable = "AEVRION_FUZZ_SEED";
    private const string KeepVariable = "AEVRION_FUZZ_KEEP";

    /// <summary>Inputs that are longer are not worth a file.</summary>
    private const int MaxKeptBytes = 600;

    private static readonly Corpus Corpus = new(Path.Combine(AppContext.BaseDirectory, "Corpus"));

    /// <summary>So many inputs, unless the environment asks for more.</summary>
    public static FuzzSettings Settings(int inputs)
    {
        var settings = new FuzzSettings { Inputs = inputs, Seed = Number(SeedVariable) ?? 1 };
        return Number(InputsVariable) is { } asked ? settings with { Inputs = asked, MaxTime = TimeSpan.FromDays(1) } : settings;
    }

    public static void Check(FuzzTarget target, FuzzSettings settings)
    {
        var report = FuzzRun.Run(target, Corpus.Of(target.Name), settings);
        if (Environment.GetEnvironmentVariable(KeepVariable) is { Length: > 0 } folder)
            Keep(folder, target, report);
        if (report.Finding is not { } finding)
            return;
        var file = new Corpus(Path.Combine(AppContext.BaseDirectory, "Found")).Add(target.Name, $"{finding.Kind}-{Convert.ToHexStringLower(IdOf(finding.Input))}", finding.Input);
        Assert.Fail(
            $"{target.Name}, seed {settings.Seed}, input {report.Inputs}: {finding.Reason}\n{Convert.ToBase64String(finding.Input)}\n"
            + $"Mend it and keep {file} in tests/Fuzz.Tests/Corpus/{target.Name}.\n{finding.Cause}");
    }

    private static void Keep(string folder, FuzzTarget target, FuzzReport report)
    {
        var kept = new Corpus(folder);
        foreach (var input in report.Kept.Values.Where(input => input.Length <= MaxKeptBytes && !target.Seeds.Any(seed => seed.AsSpan().SequenceEqual(input))))
            kept.Add(target.Name, Convert.ToHexStringLower(IdOf(input)), input);
    }

    private static byte[] IdOf(byte[] input) => System.Security.Cryptography.SHA256.HashData(input)[..6];

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : null;
}
