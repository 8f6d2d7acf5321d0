using System.Reflection;
using Aevrion.Client;

namespace Aevrion.Contract.Tests.PublicApi;

/// <summary>The public API of the client changes only on purpose.</summary>
public sealed class PublicApiTests
{
    private const string Variable = "AEVRION_ACCEPT_API";

    [Fact]
    public async Task The_public_api_of_the_client_is_the_approved_one()
    {
        var file = Path.Combine(Root(), "Client", "PublicApi.txt");
        var actual = ApiText.Of(typeof(IAevrionClient).Assembly);
        if (Environment.GetEnvironmentVariable(Variable) == "1")
            await File.WriteAllTextAsync(file, actual, TestContext.Current.CancellationToken);

        var approved = File.Exists(file) ? await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken) : [];
        var lines = actual.TrimEnd('\n').Split('\n');
        Assert.True(
            lines.SequenceEqual(approved),
            $"""
            The public API of Aevrion.Client is not the one in Client/PublicApi.txt.
            {string.Join('\n', Qualified(approved).Except(Qualified(lines)).Select(line => $"- {line.Trim()}"))}
            {string.Join('\n', Qualified(lines).Except(Qualified(approved)).Select(line => $"+ {line.Trim()}"))}
            Nothing that applications use may go or change. If the change is meant, accept it: run this test once with {Variable}=1, and commit the file.
            """);
    }

    [Fact]
    public void Tests_of_the_client_see_what_applications_see() =>
        Assert.DoesNotContain(
            typeof(IAevrionClient).Assembly.GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>(),
            friend => friend.AssemblyName is not "Aevrion.Fuzz.Tests"); // it feeds parsers, which applications do not see

    [Fact]
    public void Every_async_operation_takes_a_cancellation_token()
    {
        var operations = typeof(IAevrionClient).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name != "DisposeAsync");
        Assert.Empty(operations.Where(method => method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)).Select(method => method.ToString()));
    }

    /// <summary>Each member with its type.</summary>
    private static IEnumerable<string> Qualified(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines)
        {
            if (!line.StartsWith(' '))
                type = line.Split(" : ")[0];
            yield return line.StartsWith(' ') ? $"{type}: {line.Trim()}" : line;
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aevrion.Orleans.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
