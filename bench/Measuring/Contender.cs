namespace Aevrion.Bench.Measuring;

/// <summary>One of the things that are measured against each other.</summary>
/// <param name="Name">What it is, as rows call it.</param>
/// <param name="MeasureAsync">Measures one round and answers its figure; a rate, a time, an amount.</param>
internal sealed record Contender(string Name, Func<CancellationToken, Task<double>> MeasureAsync);
