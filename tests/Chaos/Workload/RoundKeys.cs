namespace Aevrion.Chaos.Workload;

/// <summary>
/// The keys of a round. Each round has keys of its own, so that what has to be remembered of a run is what has to be remembered of a round.
/// </summary>
/// <param name="Round">Its number.</param>
internal sealed record RoundKeys(int Round)
{
    /// <summary>Registers that are used at a time.</summary>
    public const int Registers = 3;

    /// <summary>How long a set of registers is used: linearizability of a long history takes long to decide.</summary>
    public const int SliceSeconds = 4;

    private const int OwnKeys = 3;
    private const int SharedKeys = 12;
    private const int ImportedKeys = 20;

    /// <summary>What all of them begin with.</summary>
    public string Prefix => $"r{Round:d4}/";

    /// <summary>What keys begin with that any client of any region writes.</summary>
    public string SharedPrefix => $"{Prefix}shared/";

    /// <summary>The registers in use, some time after the round began.</summary>
    public string[] RegistersAt(TimeSpan elapsed) =>
        [.. Enumerable.Range(0, Registers).Select(number => $"{Prefix}register/{(int)elapsed.TotalSeconds / SliceSeconds}/{number}")];

    /// <summary>A key that one client alone uses.</summary>
    public string Own(string user, Random random) => $"{Prefix}own/{user}/{random.Next(OwnKeys)}";

    public string Shared(Random random) => $"{SharedPrefix}{random.Next(SharedKeys)}";

    /// <summary>A key that is written with a time of the past.</summary>
    public string Imported(Random random) => $"{Prefix}import/{random.Next(ImportedKeys)}";

    /// <summary>A key of a batch that is written once.</summary>
    public string Batch(string user, int number, int line) => $"{Prefix}batch/{user}/{number}/{line}";

    /// <summary>True for registers that clients of all regions use.</summary>
    public bool IsSharedRegister(string key) => key.StartsWith($"{Prefix}register/", StringComparison.Ordinal);

    /// <summary>True for keys whose uses are held against those of a register.</summary>
    public bool IsRegister(string key) =>
        IsSharedRegister(key) || key.StartsWith($"{Prefix}own/", StringComparison.Ordinal);

    /// <summary>True for keys of which no value is written twice.</summary>
    public bool IsWrittenOnce(string key) => !key.StartsWith(SharedPrefix, StringComparison.Ordinal);
}
