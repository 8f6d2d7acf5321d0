using System.Diagnostics;
using System.IO.Compression;

namespace Aevrion.Delivery.Tests;

/// <summary>A console project outside the checkout that uses the packages, from a feed and with a cache of packages of its own.</summary>
internal sealed class NewProject : IAsyncDisposable
{
    private const string Program = """
        using Aevrion.Client;
        using Aevrion.Grains.Interfaces.Keys;

        await using var db = new AevrionClient(args[0]);
        await db.PutAsync("user:123", new User("Alice"));
        var user = await db.GetAsync<User>("user:123");
        var versions = 0;
        await foreach (var version in db.HistoryAsync("user:123"))
            versions++;
        Console.WriteLine($"{user!.Name}, {versions} version, k:{KeyGrainExtensions.ToKey("user:123")}");

        internal sealed record User(string Name);
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("aevrion-project-");

    /// <summary>Where the packages go.</summary>
    public string Feed => Path.Combine(_folder.FullName, "feed");

    /// <summary>All that are there.</summary>
    public IEnumerable<string> Packages => Directory.EnumerateFiles(Feed, "*.nupkg");

    private string ContractPackage =>
        Packages.Select(Path.GetFileName).Any(name => name!.StartsWith("Aevrion.Engine.", StringComparison.Ordinal)) ? "Aevrion.Grains.Interfaces.Embedded" : "Aevrion.Grains.Interfaces";

    public async Task WriteAsync()
    {
        var project = $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Aevrion.Client" Version="{Repository.Version}" />
                <PackageReference Include="{ContractPackage}" Version="{Repository.Version}" />
              </ItemGroup>
            </Project>
            """;
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "New.csproj"), project, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Program.cs"), Program, TestContext.Current.CancellationToken);
    }

    public Task<CommandResult> BuildAsync() => RunDotnetAsync(
        "build", "New.csproj", "-o", "out", $"-p:RestoreAdditionalProjectSources={Feed}", "--nologo", "-v", "quiet", "-nodeReuse:false");

    public Task<CommandResult> RunAsync(string url) => RunDotnetAsync(Path.Combine("out", "New.dll"), url);

    /// <summary>Asserts that a package has what people look for in one: a page, documentation, and symbols beside it.</summary>
    public void AssertComplete(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        var name = Path.GetFileNameWithoutExtension(package);
        Assert.Contains(archive.Entries, entry => entry.FullName == "README.md");
        Assert.Contains(archive.Entries, entry => entry.FullName.StartsWith("lib/net10.0/", StringComparison.Ordinal) && entry.Name.EndsWith(".xml", StringComparison.Ordinal));
        Assert.EndsWith(Repository.Version, name, StringComparison.Ordinal);
        using var symbols = ZipFile.OpenRead(Path.Combine(Feed, $"{name}.snupkg"));
        Assert.Contains(symbols.Entries, entry => entry.Name.EndsWith(".pdb", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task<CommandResult> RunDotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder.FullName };

        // The version may be that of an earlier pack, which must not be taken from the machine's cache.
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "packages");
        return Command.RunAsync(start);
    }
}
