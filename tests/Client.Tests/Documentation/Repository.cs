namespace Aevrion.Client.Tests.Documentation;

/// <summary>Finds files of the repository that the tests were built in.</summary>
internal static class Repository
{
    public static string PathOf(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Aevrion.Orleans.sln")))
            folder = folder.Parent;
        return Path.Combine([folder?.FullName ?? throw new InvalidOperationException("The tests do not run in the repository."), .. parts]);
    }

    /// <summary>The code blocks of a page, by its path, in one language.</summary>
    public static async Task<IReadOnlyList<string>> CodeBlocksAsync(string page, string language)
    {
        var text = await File.ReadAllTextAsync(PathOf(page.Split('/')), TestContext.Current.CancellationToken);
        return [.. text.Split("```").Where((_, index) => index % 2 == 1)
            .Where(block => block.StartsWith(language + "\n", StringComparison.Ordinal))
            .Select(block => block[(language.Length + 1)..])];
    }
}
