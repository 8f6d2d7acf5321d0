using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>What a silo answered.</summary>
internal sealed record ApiAnswer(int Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Body)
{
    private const string ProblemPrefix = "urn:aevrion:problem:";

    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The last part of the problem's type; fails when the answer is no problem document.</summary>
    public string Problem
    {
        get
        {
            Assert.Equal("application/problem+json", ContentHeaders.ContentType?.MediaType);
            Assert.Equal(Status, Json.GetProperty("status").GetInt32());
            Assert.NotEmpty(Json.GetProperty("title").GetString()!);
            Assert.NotEmpty(Json.GetProperty("detail").GetString()!);
            var type = Json.GetProperty("type").GetString()!;
            Assert.StartsWith(ProblemPrefix, type, StringComparison.Ordinal);
            return type[ProblemPrefix.Length..];
        }
    }

    public string? Header(string name) =>
        Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>Fails unless the answer is that problem, with that status.</summary>
    public ApiAnswer AssertProblem(int status, string problem)
    {
        Assert.True(Status == status, $"{Status} {Text}");
        Assert.Equal(problem, Problem);
        return this;
    }

    /// <summary>Fails unless the answer is 200.</summary>
    public ApiAnswer AssertDone()
    {
        Assert.True(Status == 200, $"{Status} {Text}");
        return this;
    }
}
