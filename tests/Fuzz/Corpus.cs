namespace Aevrion.Fuzz;

/// <summary>The inputs in the repository: one a file, in a folder a parser.</summary>
/// <param name="folder">The folder of all corpora.</param>
public sealed class Corpus(string folder)
{
    /// <summary>The inputs for a parser, in the order of their names; none when it has no folder.</summary>
    public IReadOnlyList<byte[]> Of(string target)
    {
        var own = Path.Combine(folder, target);
        return Directory.Exists(own) ? [.. Directory.EnumerateFiles(own).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : [];
    }

    /// <summary>Adds an input; answers its file.</summary>
    public string Add(string target, string name, byte[] input)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, target)).FullName, name + ".bin");
        File.WriteAllBytes(file, input);
        return file;
    }
}
