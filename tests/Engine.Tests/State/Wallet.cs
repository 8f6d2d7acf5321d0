using Orleans;

namespace Aevrion.Engine.Tests.State;

[GenerateSerializer]
public sealed class Wallet
{
    [Id(0)]
    public long Balance { get; set; }

    [Id(1)]
    public List<string> Entries { get; set; } = [];

    [Id(2)]
    public DateTimeOffset? Last { get; set; }
}
