using Aevrion.Chaos.Faults;
using Aevrion.Chaos.Regions;
using Aevrion.Chaos.Running;

namespace Aevrion.Chaos.Terminal;

/// <summary>What the command line asks for.</summary>
internal sealed record ChaosOptions
{
    public const string Usage = """
        ./aevrion chaos [--minutes N] [--seed SEED] [--regions N] [--only KIND,...]

          --minutes N    minutes of faults, 1 to 1440; 1 unless said otherwise
          --seed SEED    decides faults and requests; drawn and told unless said otherwise
          --regions N    2 to 6 regions; 3 unless said otherwise
          --only KINDS   these kinds of faults and no others, with commas between them
        """;

    private const int MaxMinutes = 1_440;

    public int Minutes { get; init; } = 1;

    public int? Seed { get; init; }

    public int Regions { get; init; } = 3;

    /// <summary>The kinds of faults.</summary>
    public IReadOnlyList<FaultKind> Kinds { get; init; } = Enum.GetValues<FaultKind>();

    /// <summary>The silo's assembly.</summary>
    public string Silo { get; init; } = "";

    /// <summary>The grain engine that it was built with.</summary>
    public string Engine { get; init; } = "Embedded";

    /// <summary>Where logs go, and what is kept of a violation.</summary>
    public string Data { get; init; } = "";

    /// <summary>Where databases go: a folder that PostgreSQL's account can reach.</summary>
    public string Databases { get; init; } = "";

    /// <summary>Null when the arguments make no sense.</summary>
    public static ChaosOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new ChaosOptions();
        for (; arguments.Length > 0; arguments = arguments[2..])
        {
            var value = arguments.Length > 1 ? arguments[1] : "";
            ChaosOptions? next = arguments[0] switch
            {
                "--minutes" when int.TryParse(value, out var minutes) && minutes is > 0 and <= MaxMinutes => options with { Minutes = minutes },
                "--seed" when int.TryParse(value, out var seed) && seed >= 0 => options with { Seed = seed },
                "--regions" when int.TryParse(value, out var regions) && regions is >= 2 and <= RunPlan.MaxRegions => options with { Regions = regions },
                "--only" when KindsIn(value) is { Count: > 0 } kinds => options with { Kinds = kinds },
                "--silo" when value.Length > 0 => options with { Silo = value },
                "--engine" when value.Length > 0 => options with { Engine = value },
                "--data" when value.Length > 0 => options with { Data = value },
                "--databases" when value.Length > 0 => options with { Databases = value },
                _ => null,
            };
            if (next is null)
                return null;
            options = next;
        }

        return options.Silo.Length > 0 && options.Data.Length > 0 && options.Databases.Length > 0 ? options : null;
    }

    public RunPlan ToPlan(int seed)
    {
        var name = $"seed-{seed}";
        var setup = new RegionSetup(Silo, Path.Combine(Data, name), Path.Combine(Databases, name), Engine == "Orleans");
        return new RunPlan(seed, Minutes, RunPlan.NamesOf(Regions), setup) { Kinds = Kinds };
    }

    /// <returns>Null when one of them is none.</returns>
    private static List<FaultKind>? KindsIn(string text)
    {
        var kinds = new List<FaultKind>();
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Enum.TryParse(name, ignoreCase: true, out FaultKind kind) || !Enum.IsDefined(kind))
                return null;
            kinds.Add(kind);
        }

        return kinds;
    }
}
