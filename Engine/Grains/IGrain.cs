using Orleans.Runtime;

namespace Orleans;

/// <summary>Root of every grain interface. Its methods return <see cref="Task"/>, <see cref="ValueTask"/> or their generic forms.</summary>
public interface IGrain : IAddressable;
