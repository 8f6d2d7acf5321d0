using Aevrion.Storage.Postgres.Eras;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>A database in which every handful of events makes an era keeps the same contract.</summary>
public sealed class SmallEraStorageTests : PostgresConformance
{
    internal override EraLimits Limits => new(MinEvents: 10, MinGapMs: 1);

    protected override int Arrivals => 15;
}
