using Aevrion.Client.Tests.Contract;
using Microsoft.Extensions.DependencyInjection;

namespace Aevrion.Client.Tests.Documentation;

/// <summary>The C# of docs/client.md and of the README, compiled. A test makes sure that it is the same, and runs it.</summary>
internal static class ClientPage
{
    public static async Task FirstStepsAsync()
    {
        await using var db = new AevrionClient("http://localhost:7400", "http://localhost:7401");

        EventRef written = await db.PutAsync("user:123", new User("Alice"));
        User? user = await db.GetAsync<User>("user:123");
        User? before = await db.GetAsync<User>("user:123", at: DateTimeOffset.UtcNow.AddMinutes(-5));
        await db.DeleteAsync("user:123");

        await foreach (KeyVersion version in db.HistoryAsync("user:123"))
            Console.WriteLine($"{version.Timestamp} {version.Id} {(version.Deleted ? "deleted" : $"{version.Size} bytes")}");
    }

    public static async Task ReadmeAsync()
    {
        await using var db = new AevrionClient("http://localhost:7400", "http://localhost:7401"); // fails over in order

        await db.PutAsync("user:125", new User("Carol"));
        Console.WriteLine(await db.GetAsync<User>("user:125"));

        await foreach (KeyVersion version in db.HistoryAsync("user:123"))
            Console.WriteLine($"{version.Origin} wrote {version.Size} bytes at {version.Timestamp}");
    }

    public static async Task ConvergedAsync(AevrionClient db)
    {
        Entry? everywhere = await db.GetEntryAsync("user:123", at: PointInTime.Converged);
    }

    public static void Registration(IServiceCollection services, string token)
    {
        services.AddAevrionClient("http://localhost:7400", "http://localhost:7401");
        services.AddAevrionClient(options =>
        {
            options.Urls.Add("https://eu.example.com");
            options.AccessToken = token;
            options.AttemptTimeout = TimeSpan.FromSeconds(10);
        });
    }

    public static void NamedRegistration(IServiceCollection services, HttpMessageHandler handler)
    {
        services.AddAevrionClient("archive", options =>
        {
            options.Urls.Add("https://archive.example.com");
            options.HttpMessageHandler = handler;
        });
    }

    public static async Task ValuesAsync(AevrionClient db)
    {
        await db.PutAsync("note", "a string");
        await db.PutAsync("picture", new byte[] { 1, 2, 3 });
        Entry? picture = await db.GetEntryAsync("picture");
        Entry<User>? entry = await db.GetEntryAsync<User>("user:123");
    }

    public static async Task TrimmedAsync(AevrionClient db)
    {
        await db.PutAsync("user:123", new User("Alice"), UserContext.Default.User);
        User? trimmed = await db.GetAsync("user:123", UserContext.Default.User);
    }

    public static async Task ManyAsync(AevrionClient db)
    {
        IReadOnlyList<User?> users = await db.GetManyAsync<User>(["user:123", "user:124"]);
        IReadOnlyList<Entry?> entries = await db.GetManyAsync(["user:123", "user:124"], at: PointInTime.Converged);
    }

    public static async Task ScansAsync(AevrionClient db)
    {
        await foreach (ScanEntry found in db.ScanAsync("user:"))
            Console.WriteLine($"{found.Key} {found.Id} {found.Size} bytes");

        await foreach (Entry<User> found in db.ScanAsync<User>("user:", new ScanOptions { At = PointInTime.Converged }))
            Console.WriteLine($"{found.Key} {found.Value?.Name}");
    }

    public static async Task LogAsync(AevrionClient db)
    {
        await foreach (LogEvent item in db.LogAsync("user:", new LogOptions { IncludeValues = true }))
            Console.WriteLine($"{item.Timestamp} {item.Key} {(item.Deleted ? "deleted" : $"{item.Size} bytes")}");
    }

    public static async Task ConditionsAsync(AevrionClient db)
    {
        await db.PutAsync("lock", "mine", new WriteOptions { IfNoneMatch = true });

        Entry<User>? current = await db.GetEntryAsync<User>("user:123");
        await db.PutAsync("user:123", new User("Bob"), new WriteOptions { IfMatch = current!.Id });

        try
        {
            await db.PutAsync("account:1", "opened", new WriteOptions { Ack = Acknowledgement.Quorum, Timeout = TimeSpan.FromSeconds(5) });
        }
        catch (AevrionAckTimeoutException late)
        {
            // It is written: the event late.Id stands in late.Acknowledged, and reaches late.Missing when it can.
            Console.WriteLine($"{late.Id} is not known to be in {string.Join(", ", late.Missing)} yet");
        }
    }

    public static async Task VerificationAsync(AevrionClient db)
    {
        await foreach (VerifyUpdate update in db.VerifyAsync(repair: true))
        {
            if (update is VerifyMismatch mismatch)
                Console.WriteLine($"{mismatch.Kind} at {mismatch.Where}: {mismatch.Found} instead of {mismatch.Expected}");
        }

        VerifyReport report = await db.VerifyToEndAsync();
    }

    public static async Task ConflictsAsync(AevrionClient db)
    {
        await foreach (Conflict conflict in db.ConflictsAsync("user:"))
            await db.SettleAsync(conflict.Key, ConflictPick.Version(conflict.Loser.Id));
    }

    public static async Task WatchAsync(AevrionClient db, CancellationToken stop)
    {
        await foreach (KeyChange change in db.WatchAsync("user:", cancellationToken: stop))
            Console.WriteLine($"{change.Key} {(change.Deleted ? "deleted" : $"{change.Size} bytes")} {change.Origin}");
    }

    public static async Task BatchesAsync(AevrionClient db)
    {
        IReadOnlyList<BatchResult> results = await db.BatchAsync(
        [
            BatchOperation.Put("order:1", "paid"),
            BatchOperation.Delete("cart:1"),
            BatchOperation.Put("order:0", "shipped", timestamp: 1_700_000_000_000),
        ]);
    }
}
