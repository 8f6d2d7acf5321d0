using System.Text.Json;
using Aevrion.Client.Tests.StandIn;

namespace Aevrion.Client.Tests.Cli;

/// <summary>Tests of the import, with a folder for its files.</summary>
public abstract class ImportTestClass : CliTestClass, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aevrion-import-").FullName;

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(_folder, recursive: true);
    }

    private protected static int LinesOf(StandInRequest request) => request.Body.Count(value => value == (byte)'\n');

    private protected string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    private protected string WriteLines(int count) => Write("many.ndjson", string.Concat(Enumerable.Range(0, count).Select(number =>
        JsonSerializer.Serialize(new { op = "put", key = $"key/{number}", text = $"value {number}", timestamp = 1_000 + number }) + "\n")));
}
