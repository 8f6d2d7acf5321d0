using Aevrion.Core.Tree;
using Aevrion.Storage.Memory;
using Aevrion.Storage.Tests.Conformance;

namespace Aevrion.Storage.Tests;

public sealed class MemoryStorageTests : StorageConformance
{
    protected override int Arrivals => 300;

    protected override Task<TestStore> OpenAsync(TreeShape shape)
    {
        var store = new MemoryEventStore(shape);
        return Task.FromResult(new TestStore(store, store, store, new MemoryConflictStore(store), store));
    }
}
