using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Aevrion.Architecture.Tests;

/// <summary>Core takes time and randomness from its callers, so a simulation can replay it.</summary>
public sealed class AmbientStateTests
{
    private static readonly string[] Banned =
    [
        "DateTime.get_UtcNow", "DateTime.get_Now", "DateTimeOffset.get_UtcNow", "DateTimeOffset.get_Now", "Random.get_Shared",
        "Random..ctor", "Guid.NewGuid", "Guid.CreateVersion7", "Environment.get_TickCount", "Environment.get_TickCount64",
        "Stopwatch.StartNew", "Stopwatch.GetTimestamp", "RandomNumberGenerator.GetBytes", "RandomNumberGenerator.Fill", "TimeProvider.get_System",
    ];

    [Fact]
    public void Core_reads_no_clock_and_no_random_source() => Assert.Empty(CallsOf("Aevrion.Core").Intersect(Banned));

    [Fact]
    public void The_check_sees_such_calls_where_they_are() =>
        Assert.Contains("RandomNumberGenerator.GetBytes", CallsOf("Aevrion.Grains"));

    private static IEnumerable<string> CallsOf(string assembly)
    {
        using var file = File.OpenRead(Assembly.Load(assembly).Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return
        [
            .. metadata.MemberReferences
                .Select(metadata.GetMemberReference)
                .Where(member => member.Parent.Kind == HandleKind.TypeReference)
                .Select(member =>
                {
                    var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
                    return $"{metadata.GetString(type.Name)}.{metadata.GetString(member.Name)}";
                }),
        ];
    }
}
