namespace Aevrion.Bench.Replicate.Pairs;

/// <summary>Two copies of the same data, 0 and 1, each written to and each telling the other.</summary>
internal interface IReplicatedPair : IAsyncDisposable
{
    /// <summary>What it is.</summary>
    string Name { get; }

    /// <summary>Clients that write to each side at a time when as much as possible is to be written.</summary>
    int Writers { get; }

    /// <summary>Writes one value; done once the side says that it is durable there.</summary>
    Task PutAsync(int side, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);

    /// <summary>Writes a value as a lone client does that waits for nothing else.</summary>
    Task PutProbeAsync(int side, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);

    /// <summary>Whether a read at a side finds the value.</summary>
    Task<bool> IsVisibleAsync(int side, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);

    /// <summary>Completes once both sides have everything that was written before.</summary>
    Task SettleAsync(CancellationToken cancellationToken);

    /// <summary>Ends what connects the sides until <see cref="HealAsync"/>.</summary>
    Task CutAsync(CancellationToken cancellationToken);

    /// <summary>Connects the sides again.</summary>
    Task HealAsync(CancellationToken cancellationToken);

    /// <summary>Writes that many values to side 0 as fast as it takes them.</summary>
    Task FillAsync(int count, CancellationToken cancellationToken);
}
