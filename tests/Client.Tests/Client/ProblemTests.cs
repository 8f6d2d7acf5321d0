using Aevrion.Client.Tests.StandIn;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.Client;

public sealed class ProblemTests(StandInFixture fixture) : IClassFixture<StandInFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StandInRegion Region => fixture.Region;

    [Theory]
    [InlineData(400, typeof(AevrionInvalidRequestException))]
    [InlineData(413, typeof(AevrionInvalidRequestException))]
    [InlineData(401, typeof(AevrionUnauthorizedException))]
    [InlineData(403, typeof(AevrionUnauthorizedException))]
    [InlineData(404, typeof(AevrionNotFoundException))]
    [InlineData(412, typeof(AevrionPreconditionFailedException))]
    [InlineData(418, typeof(AevrionException))]
    [InlineData(500, typeof(AevrionException))]
    public async Task A_problem_becomes_an_exception_of_its_kind(int status, Type kind)
    {
        await using var db = TestClients.Create(Region.Url);
        Region.AnswerNext(status, "some-problem");

        var error = await Assert.ThrowsAsync(kind, () => db.PutAsync("key", "value", cancellationToken: Cancel));

        var problem = Assert.IsAssignableFrom<AevrionException>(error);
        Assert.Equal("urn:aevrion:problem:some-problem", problem.Type);
        Assert.Equal(status, problem.Status);
        Assert.Equal("Made to fail.", problem.Detail);
    }

    [Fact]
    public async Task A_404_that_is_not_the_regions_does_not_mean_that_the_key_is_absent()
    {
        await using var db = TestClients.Create(Region.Url);
        Region.FailNext((context, _) =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync("no such page", Cancel);
        });

        var error = await Assert.ThrowsAsync<AevrionException>(() => db.GetAsync<string>("key", cancellationToken: Cancel));

        Assert.Null(error.Type);
    }

    [Theory]
    [InlineData("<html>welcome</html>", "text/html")]
    [InlineData("{}", "application/json")]
    [InlineData("", null)]
    public async Task An_answer_that_is_not_aevrions_is_told_from_one_that_is(string body, string? type)
    {
        await using var db = TestClients.Create(Region.Url);
        for (var count = 0; count < 3; count++)
        {
            Region.FailNext((context, _) =>
            {
                context.Response.ContentType = type;
                return context.Response.WriteAsync(body, Cancel);
            });
        }

        foreach (var call in new Func<Task>[]
        {
            () => db.GetStatusAsync(Cancel),
            () => db.GetAsync<string>("key", cancellationToken: Cancel),
            () => db.BatchAsync([BatchOperation.Put("key", "value")], Cancel),
        })
        {
            var error = await Assert.ThrowsAsync<AevrionException>(call);
            Assert.Contains("not as Aevrion does", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_problem_without_a_usable_body_still_names_the_status()
    {
        await using var db = TestClients.Create(Region.Url);
        Region.FailNext((context, _) =>
        {
            context.Response.StatusCode = 500;
            context.Response.ContentType = "application/problem+json";
            return context.Response.WriteAsync("{not json", Cancel);
        });

        var error = await Assert.ThrowsAsync<AevrionException>(() => db.GetStatusAsync(Cancel));

        Assert.Contains("500", error.Message, StringComparison.Ordinal);
    }
}
