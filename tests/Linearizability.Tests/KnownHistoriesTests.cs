namespace Aevrion.Linearizability.Tests;

/// <summary>Histories of which it is plain whether an order explains them.</summary>
public sealed class KnownHistoriesTests
{
    [Theory]
    [InlineData("""
        a | --     | put x
        b |    --  | read x
        """)]
    [InlineData("""
        a | ------ | put x
        b |  --    | read nothing
        c |    --  | read x
        """)]
    [InlineData("""
        a | -----> | put x
        b |  --    | read x
        c |     -- | read x
        """)]
    [InlineData("""
        a | ->       | put x
        b |    --    | read nothing
        c |       -- | read x
        """)]
    [InlineData("""
        a | --         | put x if nothing
        b |    --      | put y if x
        c |       --   | put z if x refused y
        d |          --| read y
        """)]
    [InlineData("""
        a | ------ | put x if nothing
        b | ------ | put y if nothing refused x
        """)]
    [InlineData("""
        a | --           | put x
        b |    ------    | put y
        c |    ------    | put z if x
        d |           -- | read y
        """)]
    [InlineData("""
        a | --           | put x
        b |    ->        | delete
        c |       --     | read nothing
        d |         --   | put y if nothing
        """)]
    [InlineData("""
        a | --         | put x
        b |   --       | delete if x
        c |     --     | put y if nothing
        d |       --   | delete if x refused y
        """)]
    [InlineData("""
        a | --                | put x
        b |    ->             | put y if x
        c |       ->          | put z if y
        d |            --     | read z
        """)]
    [InlineData("""
        a | --    | put x
        b |    -- | put y if z refused
        """)]
    public void An_order_is_found(string drawing) =>
        Assert.Equal("", RegisterChecker.Check(HistoryText.Parse(drawing)).Explanation);

    [Theory]
    [InlineData("""
        a | --     | put x
        b |    --  | read nothing
        """)]
    [InlineData("""
        a | ---------- | put x
        b |  --        | read x
        c |      --    | read nothing
        """)]
    [InlineData("""
        a | --         | put x
        b |    --      | put y if x
        c |    --      | put z if x
        """)]
    [InlineData("""
        a | --              | put x
        b |    -------      | put b
        c |     --          | put y if x
        d |             --  | read y
        e |                -- | put z if b
        """)]
    [InlineData("""
        a | --             | put x
        b |    --------    | put b
        c |      --        | put y if x
        d |         -      | read y
        e |             -- | read y
        """)]
    [InlineData("""
        a |       -> | put x
        b | --       | read x
        """)]
    [InlineData("""
        a | --       | put x
        b |    --    | delete if y refused
        c |       -- | delete if x refused
        """)]
    [InlineData("""
        a | --                | put x
        b |    --             | put y
        c |       ->          | put z if x
        d |            --     | read z
        """)]
    [InlineData("""
        a | --           | put x
        b |    --        | delete
        c |       --     | read x
        """)]
    [InlineData("""
        a | --    | put x
        b |    -- | put y if nothing refused nothing
        """)]
    public void A_contradiction_is_found(string drawing) =>
        Assert.Equal(VerdictKind.NotLinearizable, RegisterChecker.Check(HistoryText.Parse(drawing)).Kind);

    [Fact]
    public void The_report_names_the_operation_that_nothing_explains()
    {
        var verdict = RegisterChecker.Check(HistoryText.Parse(
            """
            a | --     | put x
            b |    --  | read nothing
            """));
        Assert.Contains("b: read -> nothing", verdict.Explanation, StringComparison.Ordinal);
        Assert.Contains("may have stood before: x", verdict.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_judged_one_by_one()
    {
        var good = HistoryText.Parse("a | -- | put x");
        var bad = HistoryText.Parse("a | -- | read x").Select(operation => operation with { Key = "bad" });
        Assert.StartsWith("bad: NotLinearizable", Assert.Single(RegisterChecker.Violations([.. good, .. bad])), StringComparison.Ordinal);
    }
}
