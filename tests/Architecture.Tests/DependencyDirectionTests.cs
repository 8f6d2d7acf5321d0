using System.Reflection;

namespace Aevrion.Architecture.Tests;

/// <summary>Dependencies point one way: see docs/ARCHITECTURE.md.</summary>
public sealed class DependencyDirectionTests
{
    // What each assembly may know of the others, and what it must not know of the outside.
    public static TheoryData<string, string[], string[]> Directions => new()
    {
        { "Aevrion.Core", [], ["Npgsql", "Orleans", "Microsoft.AspNetCore", "Microsoft.Extensions", "System.Net"] },
        { "Aevrion.Storage", ["Aevrion.Core"], ["Orleans", "Microsoft.AspNetCore"] },
        { "Aevrion.Grains.Interfaces", ["Aevrion.Core", "Aevrion.Engine"], ["Npgsql", "Microsoft.AspNetCore"] },
        {
            "Aevrion.Grains",
            ["Aevrion.Core", "Aevrion.Storage", "Aevrion.Grains.Interfaces", "Aevrion.Engine"],
            ["Npgsql", "Microsoft.AspNetCore", "System.Net.Http", "System.Net.WebSockets"]
        },
        { "Aevrion.Client", [], ["Npgsql", "Orleans", "Microsoft.AspNetCore", "Google.Protobuf"] },
        {
            "Aevrion.Client.Orleans",
            ["Aevrion.Client", "Aevrion.Grains.Interfaces", "Aevrion.Engine"],
            ["Npgsql", "Microsoft.AspNetCore"]
        },
        { "Aevrion.Cli", ["Aevrion.Client"], ["Npgsql", "Orleans", "Microsoft.AspNetCore", "Google.Protobuf"] },
        { "Aevrion.Demo", ["Aevrion.Client"], ["Npgsql", "Orleans", "Microsoft.AspNetCore", "Google.Protobuf"] },
        { "Aevrion.Pictures", ["Aevrion.Core"], ["Npgsql", "Orleans", "Microsoft.AspNetCore", "System.Net"] },
        {
            "Aevrion.Silo",
            ["Aevrion.Core", "Aevrion.Storage", "Aevrion.Grains", "Aevrion.Grains.Interfaces", "Aevrion.Engine"],
            []
        },
        {
            "Aevrion.Bench",
            ["Aevrion.Core", "Aevrion.Storage", "Aevrion.Grains", "Aevrion.Grains.Interfaces", "Aevrion.Silo", "Aevrion.Engine", "Aevrion.Pictures"],
            []
        },
    };

    [Theory]
    [MemberData(nameof(Directions))]
    public void Assemblies_know_only_what_they_may(string assembly, string[] mayKnow, string[] mustNotKnow)
    {
        var references = ReferencesOf(assembly);
        Assert.Empty(references.Where(name => name.StartsWith("Aevrion.", StringComparison.Ordinal)).Except(mayKnow));
        Assert.DoesNotContain(references, name => mustNotKnow.Any(part => name.StartsWith(part, StringComparison.Ordinal)));
    }

#if !ENGINE_ORLEANS
    [Fact]
    public void The_engine_knows_nothing_of_the_product() =>
        Assert.DoesNotContain(ReferencesOf("Aevrion.Engine"), name => name.StartsWith("Aevrion.", StringComparison.Ordinal));
#endif

    private static List<string> ReferencesOf(string assembly) =>
        [.. Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!)];
}
