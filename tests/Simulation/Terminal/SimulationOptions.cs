namespace Aevrion.Simulation.Terminal;

/// <summary>What the command line asks for.</summary>
internal sealed record SimulationOptions
{
    public const string Usage = """
        ./aevrion simulate [--seeds N] [--first SEED] [--build NAME] [--keep-going]
        ./aevrion simulate --seed SEED [--trace] [--build NAME]
        ./aevrion simulate --canaries

          --seeds N      how many seeds to run; 6000 unless said otherwise
          --first SEED   the first of them; 1 unless said otherwise
          --seed SEED    replay one seed
          --trace        print every step of it
          --build NAME   run a deliberately broken build instead of the product
          --keep-going   list every seed that breaks a promise instead of stopping at the first
          --canaries     run every broken build until it is caught
        """;

    public int Seeds { get; init; } = 6_000;

    public ulong First { get; init; } = 1;

    public ulong? Seed { get; init; }

    public bool Trace { get; init; }

    public bool Canaries { get; init; }

    public bool KeepGoing { get; init; }

    public string? Build { get; init; }

    /// <summary>Null when the arguments make no sense.</summary>
    public static SimulationOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new SimulationOptions();
        while (arguments.Length > 0)
        {
            var value = arguments.Length > 1 ? arguments[1] : "";
            SimulationOptions? next = arguments[0] switch
            {
                "--trace" => options with { Trace = true },
                "--keep-going" => options with { KeepGoing = true },
                "--canaries" => options with { Canaries = true },
                "--seeds" when int.TryParse(value, out var seeds) && seeds > 0 => options with { Seeds = seeds },
                "--first" when ulong.TryParse(value, out var first) => options with { First = first },
                "--seed" when ulong.TryParse(value, out var seed) => options with { Seed = seed },
                "--build" when value.Length > 0 => options with { Build = value },
                _ => null,
            };
            if (next is null)
                return null;
            arguments = arguments[(arguments[0] is "--trace" or "--canaries" or "--keep-going" ? 1 : 2)..];
            options = next;
        }

        return options;
    }
}
