namespace Aevrion.Delivery.Tests;

/// <summary><c>./aevrion publish</c> and <c>./aevrion pack</c>: what they make works where nothing of the checkout is.</summary>
public sealed class PublishTests(PublishedPrograms programs) : IClassFixture<PublishedPrograms>
{
    [Fact]
    public async Task Published_silo_and_command_line_work_together()
    {
        await using var silo = await PublishedSilo.StartAsync(programs);

        await RunClientAsync(silo, "put", "user:1", "Alice");
        Assert.Equal("Alice", (await RunClientAsync(silo, "get", "user:1")).TrimEnd('\n'));
        (await Command.RunAsync(Repository.In("deploy", "container", "healthcheck"), $"{silo.Port}")).MustSucceed();
        Assert.Equal(0, await silo.TerminateAsync());
        Assert.NotEqual(0, (await Command.RunAsync(Repository.In("deploy", "container", "healthcheck"), $"{silo.Port}")).ExitCode);
    }

    [Fact]
    public async Task What_was_published_says_what_it_is()
    {
        var words = (await File.ReadAllTextAsync(Path.Combine(programs.Folder, "VERSION"), TestContext.Current.CancellationToken)).TrimEnd().Split(' ');
        Assert.Equal(Repository.Version, words[0]);
        Assert.Equal(programs.AreSelfContained ? "self-contained" : "framework-dependent", words[^1]);
        Assert.Equal(programs.AreSelfContained, File.Exists(Path.Combine(programs.Folder, "silo", "libcoreclr.so")));
    }

    [Fact]
    public async Task Nothing_is_published_over_what_is_something_else()
    {
        var folder = Directory.CreateTempSubdirectory("aevrion-else-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "precious"), "", TestContext.Current.CancellationToken);
            var refused = await Command.RunAsync(Repository.In("aevrion"), "publish", "--output", folder.FullName);
            Assert.Equal(3, refused.ExitCode);
            Assert.True(File.Exists(Path.Combine(folder.FullName, "precious")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_new_project_uses_the_packages()
    {
        await using var project = new NewProject();
        (await Command.RunAsync(Repository.In("aevrion"), "pack", "--output", project.Feed)).MustSucceed();
        await using var silo = await PublishedSilo.StartAsync(programs);

        await project.WriteAsync();
        (await project.BuildAsync()).MustSucceed();
        Assert.Equal("Alice, 1 version, k:user:123", (await project.RunAsync(silo.Url)).MustSucceed().TrimEnd());
        Assert.All(project.Packages, package => project.AssertComplete(package));
    }

    private async Task<string> RunClientAsync(PublishedSilo silo, params string[] arguments) =>
        (await Command.RunAsync(PublishedSilo.InCleanEnvironment(programs, Path.Combine(programs.Folder, "aevrion"), ["--url", silo.Url, .. arguments])))
        .MustSucceed();
}
