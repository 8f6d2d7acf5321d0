using System.Text.Json.Serialization;
using Aevrion.Bench.Reconcile.Report;

namespace Aevrion.Bench.Results;

/// <summary>A row of a result file. What it has besides depends on the bench.</summary>
[JsonDerivedType(typeof(FigureRow))]
[JsonDerivedType(typeof(ReconcileRow))]
internal abstract record BenchRow
{
    /// <summary>Name of the bench.</summary>
    [JsonPropertyOrder(-1)]
    public required string Bench { get; init; }
}
