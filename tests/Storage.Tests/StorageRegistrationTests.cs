using Aevrion.Core.Tree;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aevrion.Storage.Tests;

public sealed class StorageRegistrationTests
{
    [Fact]
    public async Task Registering_twice_gives_one_of_each_and_both_configurations()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddAevrionStorage(options => options.ConnectionString = "Host=localhost;Database=aevrion_eu");
        services.AddAevrionStorage(options => (options.Region, options.Shape) = ("eu", new TreeShape(1_000, 4)));
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.Single(provider.GetServices<IEventAppender>());
        Assert.Same(provider.GetRequiredService<IEventLog>(), provider.GetRequiredService<ITreeStore>());
        Assert.Equal(new TreeShape(1_000, 4), provider.GetRequiredService<ITreeStore>().Shape);
        Assert.IsType<PostgresSetup>(Assert.Single(provider.GetServices<IStorageSetup>()));
    }

    [Fact]
    public void Every_mistake_is_named_at_once()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddAevrionStorage(options =>
        {
            options.ConnectionString = "Username=nobody";
            options.MaxPoolSize = 0;
            options.CommandTimeout = TimeSpan.FromMilliseconds(1_500);
        });
        using var provider = services.BuildServiceProvider();

        var mistakes = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<StorageOptions>>().Value).Failures.ToList();

        Assert.Equal(5, mistakes.Count);
        foreach (var word in (string[])["Host", "Database", "region", "MaxPoolSize", "CommandTimeout"])
            Assert.Contains(mistakes, mistake => mistake.Contains(word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Host=x;Database=y;Port=many")]
    [InlineData("no such keyword=1")]
    public void A_connection_string_that_cannot_be_read_is_a_named_mistake(string connectionString)
    {
        var result = new StorageOptionsValidator().Validate(null, new StorageOptions { ConnectionString = connectionString, Region = "eu" });
        Assert.Contains("connection string", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Fact]
    public void The_limits_of_the_queue_must_hold_the_largest_request()
    {
        var result = new AppenderOptionsValidator().Validate(null, new AppenderOptions
        {
            MaxGroupEvents = StorageLimits.MaxTransactionEvents + 1,
            MaxGroupBytes = 0,
            MaxQueuedEvents = StorageLimits.MaxTransactionEvents - 1,
            MaxQueuedBytes = StorageLimits.MaxTransactionBytes - 1,
            Retries = -1,
            DrainTimeout = TimeSpan.FromSeconds(-1),
        });
        Assert.Equal(6, result.Failures!.Count());
        Assert.True(new AppenderOptionsValidator().Validate(null, new AppenderOptions()).Succeeded);
    }

    [Fact]
    public async Task The_pool_keeps_the_limits_and_the_rest_of_the_connection_string()
    {
        var options = new StorageOptions
        {
            ConnectionString = "Host=h;Database=d;Maximum Pool Size=500;Timeout=60;Options=-c work_mem=8MB;SSL Mode=Require",
            Region = "eu",
            MaxPoolSize = 7,
        };
        await using var dataSource = PostgresConnections.CreateDataSource(options, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);

        var settings = new Npgsql.NpgsqlConnectionStringBuilder(dataSource.ConnectionString);
        Assert.Equal((7, 5, 30), (settings.MaxPoolSize, settings.Timeout, settings.CommandTimeout));
        Assert.Equal(Npgsql.SslMode.Require, settings.SslMode);
        Assert.StartsWith("-c work_mem=8MB -c synchronous_commit=on ", settings.Options, StringComparison.Ordinal);
    }
}
