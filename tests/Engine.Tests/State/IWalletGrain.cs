using Orleans;

namespace Aevrion.Engine.Tests.State;

public interface IWalletGrain : IGrainWithStringKey
{
    Task<WalletView> View();

    /// <summary>Changes the state in memory alone.</summary>
    Task Add(long amount);

    Task Write();

    Task Clear();

    Task Read();

    /// <summary>Writes to the storage provider that is not the default one.</summary>
    Task WriteNamed(long amount);

    /// <summary>Asks for several writes at once, with changes in between.</summary>
    Task WriteManyAtOnce(int writes);

    Task Leave();
}
