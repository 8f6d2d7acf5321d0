namespace Aevrion.Client.Tests.Contract;

/// <summary>What the client promises against any region. A test class for each kind of region derives from the classes below this one.</summary>
public abstract class ClientContract : IAsyncDisposable
{
    private readonly string _prefix = $"contract/{Guid.NewGuid():N}/";

    protected ClientContract(IRegionUrls region)
    {
        ArgumentNullException.ThrowIfNull(region);
        Db = region.Connect();
    }

    protected IAevrionClient Db { get; }

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Db is IAsyncDisposable connection)
            await connection.DisposeAsync();
    }

    /// <summary>A key that no other test uses.</summary>
    protected string Key(string name = "key") => _prefix + name;
}
