using System.Data;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>The queries keep what Orleans' ADO.NET providers (10.4.2) expect of them.</summary>
public sealed class OrleansTablesTests(OrleansTables orleans) : IClassFixture<OrleansTables>
{
    private static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly string _scope = Guid.NewGuid().ToString("n");

    [Fact]
    public void Every_query_that_the_providers_ask_for_is_there()
    {
        string[] expected =
        [
            "GatewaysQueryKey", "MembershipReadRowKey", "MembershipReadAllKey", "InsertMembershipVersionKey", "UpdateIAmAlivetimeKey",
            "InsertMembershipKey", "UpdateMembershipKey", "DeleteMembershipTableEntriesKey", "CleanupDefunctSiloEntriesKey",
            "ReadReminderRowsKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "ReadReminderRowKey", "UpsertReminderRowKey",
            "DeleteReminderRowKey", "DeleteReminderRowsKey",
            "WriteToStorageKey", "ReadFromStorageKey", "ClearStorageKey", "DeleteStorageKey",
        ];
        Assert.Equal(expected.Order(), orleans.Keys.Order());
    }

    [Fact]
    public async Task Membership_changes_only_against_the_version_that_was_read()
    {
        Assert.True(await orleans.RunBooleanAsync("InsertMembershipVersionKey", Deployment));
        Assert.False(await orleans.RunBooleanAsync("InsertMembershipVersionKey", Deployment));

        Assert.True(await JoinAsync(port: 1, version: 0));
        Assert.False(await JoinAsync(port: 2, version: 0));
        Assert.False(await JoinAsync(port: 1, version: 1));
        Assert.True(await JoinAsync(port: 2, version: 1));
        Assert.False(await UpdateAsync(port: 1, status: 3, version: 1));
        Assert.False(await UpdateAsync(port: 9, status: 3, version: 2));
        Assert.True(await UpdateAsync(port: 1, status: 3, version: 2));

        var rows = await orleans.RunAsync("MembershipReadAllKey", Deployment);
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(3, row["Version"]));
        var first = Assert.Single(rows, row => (int)row["Port"]! == 1);
        string[] columns = ["Address", "Generation", "SiloName", "HostName", "Status", "ProxyPort", "SuspectTimes", "StartTime", "IAmAliveTime"];
        Assert.Equal(["127.0.0.1", 7, "silo", "host", 3, 30_001, "suspect", Start, Start.AddSeconds(1)], columns.Select(name => first[name]));
    }

    [Fact]
    public async Task Of_silos_that_join_at_once_against_one_version_exactly_one_succeeds()
    {
        await orleans.RunBooleanAsync("InsertMembershipVersionKey", Deployment);
        var joined = await Task.WhenAll(Enumerable.Range(1, 8).Select(port => Task.Run(() => JoinAsync(port, version: 0), TestContext.Current.CancellationToken)));
        Assert.Single(joined, success => success);
        Assert.Equal(1, Assert.Single(await orleans.RunAsync("MembershipReadAllKey", Deployment))["Version"]);
    }

    [Fact]
    public async Task The_version_is_read_also_without_silos()
    {
        await orleans.RunBooleanAsync("InsertMembershipVersionKey", Deployment);
        Assert.Null(Assert.Single(await orleans.RunAsync("MembershipReadAllKey", Deployment))["StartTime"]);
        var row = Assert.Single(await orleans.RunAsync("MembershipReadRowKey", [Deployment, .. Silo(1)]));
        Assert.Equal(0, row["Version"]);
        Assert.Null(row["StartTime"]);
    }

    [Fact]
    public async Task Gateways_are_the_active_silos_and_the_dead_are_cleaned_up()
    {
        await orleans.RunBooleanAsync("InsertMembershipVersionKey", Deployment);
        await JoinAsync(port: 1, version: 0);
        await JoinAsync(port: 2, version: 1);
        await UpdateAsync(port: 1, status: 3, version: 2);
        await UpdateAsync(port: 2, status: 6, version: 3);

        var gateway = Assert.Single(await orleans.RunAsync("GatewaysQueryKey", Deployment, ("Status", 3, DbType.Int32)));
        Assert.Equal(30_001, gateway["ProxyPort"]);
        Assert.Equal("127.0.0.1", gateway["Address"]);
        Assert.Equal(7, gateway["Generation"]);

        await orleans.RunAsync("UpdateIAmAlivetimeKey", [Deployment, .. Silo(1), ("IAmAliveTime", Start.AddDays(1), DbType.DateTime)]);
        await orleans.RunAsync("CleanupDefunctSiloEntriesKey", Deployment, ("IAmAliveTime", Start.AddDays(2), DbType.DateTime));
        var left = Assert.Single(await orleans.RunAsync("MembershipReadAllKey", Deployment));
        Assert.Equal(1, left["Port"]);
        Assert.Equal(Start.AddDays(1), left["IAmAliveTime"]);

        await orleans.RunAsync("DeleteMembershipTableEntriesKey", Deployment);
        Assert.Empty(await orleans.RunAsync("MembershipReadAllKey", Deployment));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("extension")]
    public async Task Grain_state_is_written_only_over_the_version_that_was_read(string? extension)
    {
        var grain = Grain(extension);
        Assert.Empty(await orleans.RunAsync("ReadFromStorageKey", grain));
        Assert.Equal(1, await WriteAsync(grain, null, [1]));
        Assert.Null(await WriteAsync(grain, null, [2]));
        Assert.Equal(2, await WriteAsync(grain, 1, [3]));
        Assert.Equal(1, await WriteAsync(grain, 1, [4]));

        var row = Assert.Single(await orleans.RunAsync("ReadFromStorageKey", grain));
        Assert.Equal(new byte[] { 3 }, row["PayloadBinary"]);
        Assert.Equal(2, row["Version"]);
        Assert.Empty(await orleans.RunAsync("ReadFromStorageKey", Grain(extension + "other")));
    }

    [Fact]
    public async Task Of_first_writes_at_once_exactly_one_succeeds()
    {
        var grain = Grain(null);
        var versions = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => WriteAsync(grain, null, [(byte)i]), TestContext.Current.CancellationToken)));
        Assert.Single(versions, version => version == 1);
        Assert.Single(await orleans.RunAsync("ReadFromStorageKey", grain));
    }

    [Fact]
    public async Task Clearing_and_deleting_grain_state_answer_the_next_version_or_nothing()
    {
        var grain = Grain("x");
        await WriteAsync(grain, null, [1]);
        Assert.Empty(await orleans.RunAsync("ClearStorageKey", [.. grain, Version(5)]));
        Assert.Equal(2, Assert.Single(await orleans.RunAsync("ClearStorageKey", [.. grain, Version(1)])).Values.First());
        Assert.Null(Assert.Single(await orleans.RunAsync("ReadFromStorageKey", grain))["PayloadBinary"]);
        Assert.Empty(await orleans.RunAsync("DeleteStorageKey", [.. grain, Version(1)]));
        Assert.Equal(3, Assert.Single(await orleans.RunAsync("DeleteStorageKey", [.. grain, Version(2)])).Values.First());
        Assert.Empty(await orleans.RunAsync("ReadFromStorageKey", grain));
        Assert.Equal(1, await WriteAsync(grain, null, [2]));
    }

    [Fact]
    public async Task Reminders_are_written_read_and_deleted_by_version()
    {
        Assert.Equal(0, await RemindAsync("a", "tick", hash: 10, period: 60_000));
        Assert.Equal(1, await RemindAsync("a", "tick", hash: 10, period: 30L * 24 * 3_600_000));
        Assert.Equal(0, await RemindAsync("a", "tock", hash: 10, period: 1_000));

        Assert.Equal(2, (await orleans.RunAsync("ReadReminderRowsKey", Service, Text("GrainId", "a"))).Count);
        var row = Assert.Single(await orleans.RunAsync("ReadReminderRowKey", Service, Text("GrainId", "a"), Text("ReminderName", "tick")));
        Assert.Equal("a", row["GrainId"]);
        Assert.Equal("tick", row["ReminderName"]);
        Assert.Equal(Start, row["StartTime"]);
        Assert.Equal(30L * 24 * 3_600_000, row["Period"]);

        Assert.False(await ForgetAsync("a", "tick", version: 0));
        Assert.True(await ForgetAsync("a", "tick", version: 1));
        Assert.False(await ForgetAsync("a", "tick", version: 1));
        await orleans.RunAsync("DeleteReminderRowsKey", Service);
        Assert.Empty(await orleans.RunAsync("ReadReminderRowsKey", Service, Text("GrainId", "a")));
    }

    [Fact]
    public async Task Reminders_are_read_by_range_of_the_ring_also_around_its_end()
    {
        foreach (var hash in new[] { int.MinValue, -5, 0, 5, int.MaxValue })
            await RemindAsync($"g{hash}", "tick", hash, period: 60_000);

        Assert.Equal(["g0", "g5"], await RangeAsync("ReadRangeRows1Key", -5, 5));
        Assert.Equal([$"g{int.MinValue}", "g-5", $"g{int.MaxValue}"], await RangeAsync("ReadRangeRows2Key", 5, -5));
    }

    private (string Name, object? Value, DbType Type) Deployment => Text("DeploymentId", _scope);

    private (string Name, object? Value, DbType Type) Service => Text("ServiceId", _scope);

    private static (string Name, object? Value, DbType Type) Text(string name, string? value) => (name, value, DbType.String);

    private static (string Name, object? Value, DbType Type) Version(int? version) => ("GrainStateVersion", version, DbType.Int32);

    private static (string Name, object? Value, DbType Type)[] Silo(int port) =>
        [("Address", "127.0.0.1", DbType.AnsiString), ("Port", port, DbType.Int32), ("Generation", 7, DbType.Int32)];

    private (string Name, object? Value, DbType Type)[] Grain(string? extension) =>
    [
        ("GrainIdHash", 11, DbType.Int32), ("GrainIdN0", 22L, DbType.Int64), ("GrainIdN1", -33L, DbType.Int64), ("GrainTypeHash", -44, DbType.Int32),
        Text("GrainTypeString", "Aevrion.Grain"), Text("GrainIdExtensionString", extension), Service,
    ];

    private Task<bool> JoinAsync(int port, int version) => orleans.RunBooleanAsync(
        "InsertMembershipKey",
        [
            Deployment, ("IAmAliveTime", Start, DbType.DateTime), Text("SiloName", "silo"), Text("HostName", "host"), .. Silo(port),
            ("StartTime", Start, DbType.DateTime), ("Status", 1, DbType.Int32), ("ProxyPort", 30_000 + port, DbType.Int32), ("Version", version, DbType.Int32),
        ]);

    private Task<bool> UpdateAsync(int port, int status, int version) => orleans.RunBooleanAsync(
        "UpdateMembershipKey",
        [
            Deployment, .. Silo(port), ("IAmAliveTime", Start.AddSeconds(1), DbType.DateTime), ("Status", status, DbType.Int32),
            Text("SuspectTimes", port == 1 ? "suspect" : null), ("Version", version, DbType.Int32),
        ]);

    private async Task<int?> WriteAsync((string Name, object? Value, DbType Type)[] grain, int? version, byte[] payload) =>
        (int?)Assert.Single(await orleans.RunAsync("WriteToStorageKey", [.. grain, Version(version), ("PayloadBinary", payload, DbType.Binary)]))["NewGrainStateVersion"];

    private async Task<object?> RemindAsync(string grain, string name, int hash, long period) =>
        Assert.Single(await orleans.RunAsync(
            "UpsertReminderRowKey",
            Service, ("GrainHash", hash, DbType.Int32), Text("GrainId", grain), Text("ReminderName", name), ("StartTime", Start, DbType.DateTime),
            period <= int.MaxValue ? ("Period", (int)period, DbType.Int32) : ("Period", period, DbType.Int64)))["Version"];

    private Task<bool> ForgetAsync(string grain, string name, int version) => orleans.RunBooleanAsync(
        "DeleteReminderRowKey", Service, Text("GrainId", grain), Text("ReminderName", name), ("Version", version, DbType.Int32));

    private async Task<IEnumerable<string>> RangeAsync(string key, int begin, int end)
    {
        var rows = await orleans.RunAsync(key, Service, ("BeginHash", begin, DbType.Int32), ("EndHash", end, DbType.Int32));
        return rows.Select(row => (string)row["GrainId"]!).OrderBy(grain => int.Parse(grain[1..]));
    }
}
