using Aevrion.Storage.Memory;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Storage.Tokens;

namespace Aevrion.Storage.Tests;

public sealed class MemoryTokenStoreTests : TokenStoreConformance
{
    private MemoryTokenStore _store = new();

    protected override Task<ITokenStore> OpenAsync() => Task.FromResult<ITokenStore>(_store = new MemoryTokenStore());

    protected override async Task AddReadersAsync(int count, long nowMs)
    {
        for (var number = 0; number < count; number++)
            await _store.AddAsync(Token($"reader{number}", AccessScopes.Read) with { CreatedAtMs = nowMs }, needsAdmin: false, CancellationToken.None);
    }
}
