using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Peers.Authentication;

/// <summary>Region eu, which shares a secret with each of its peers us and ap, and never reaches them; tests play them.</summary>
public sealed class RegionWithSecrets : IAsyncLifetime
{
    public const string SecretOfAp = "another secret, which eu shares with ap";

    private const string Unreachable = "http://127.0.0.1:9";

    private PostgresDatabase? _database;
    private TestSilo? _silo;

    internal TestSilo Silo => _silo ?? throw new InvalidOperationException("The region has not been started.");

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _silo = await new TestSilo("eu", _database.ConnectionString)
            .With("Peers:us:Url", Unreachable).With("Peers:us:Secret", Knock.Secret)
            .With("Peers:ap:Url", $"{Unreachable}/ap").With("Peers:ap:Secret", SecretOfAp)
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
