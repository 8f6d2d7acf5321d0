using Aevrion.Storage.Postgres;
using Npgsql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>What errors of PostgreSQL mean.</summary>
public sealed class PostgresFaultsTests
{
    [Theory]
    [InlineData("FATAL", "XX000", true)] // a new session on a full disk: "could not write init file"
    [InlineData("ERROR", "XX000", false)]
    [InlineData("ERROR", "53100", true)]
    [InlineData("ERROR", "42P01", false)]
    public void A_session_that_the_server_ends_may_be_had_again_later(string severity, string state, bool mayPass) =>
        Assert.Equal(mayPass, PostgresFaults.MeansUnavailable(new PostgresException("refused", severity, severity, state)));
}
