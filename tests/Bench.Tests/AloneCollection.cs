namespace Aevrion.Bench.Tests;

/// <summary>Tests that measure the memory of their process: no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "Alone";
}
