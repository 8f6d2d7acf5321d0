using Orleans;

namespace Aevrion.Engine.Tests.State;

/// <summary>What a wallet grain holds, and what it knows about its storage.</summary>
[GenerateSerializer]
[Immutable]
public sealed record WalletView(
    [property: Id(0)] long Balance,
    [property: Id(1)] int Entries,
    [property: Id(2)] bool IsStored,
    [property: Id(3)] bool HasTag,
    [property: Id(4)] long NamedBalance);
