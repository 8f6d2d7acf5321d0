namespace Aevrion.Storage.Tests.Postgres;

public sealed class PostgresStorageTests : PostgresConformance;
