using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Limits;

/// <summary>A region whose limits are soon reached.</summary>
public sealed class StrictRegion : IAsyncLifetime
{
    public const int MaxConnections = 24;
    public const int MaxRequests = 6;

    private PostgresDatabase? _database;
    private TestSilo? _silo;

    internal TestSilo Silo => _silo ?? throw new InvalidOperationException("The region has not been started.");

    internal ApiClient Api => Silo.Api;

    internal RequestGate Gate => Silo.Service<RequestGate>();

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _silo = await new TestSilo("eu", _database.ConnectionString)
            .With("Limits:ConnectionsPerAddress", $"{MaxConnections}")
            .With("Limits:ConcurrentRequests", $"{MaxRequests}")
            .With("Limits:HeadTimeout", "00:00:01")
            .With("Limits:BodyTimeout", "00:00:02")
            .With("Limits:AnswerTimeout", "00:00:02")
            .StartReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
