using Aevrion.Client;

namespace Aevrion.Cli.Import;

/// <summary>The lines of the batch that is sent next, and where in the file they stand.</summary>
internal sealed class BatchInProgress(ImportSettings settings)
{
    private readonly List<(BatchOperation Operation, long Line)> _lines = [];

    public WriteBatch Content { get; } = new() { Ack = settings.Ack, Timeout = settings.AckTimeout };

    public int Count => _lines.Count;

    public bool IsFull => _lines.Count >= settings.BatchLines;

    /// <summary>Adds a line if it fits.</summary>
    /// <exception cref="AevrionInvalidRequestException">The line breaks the contract.</exception>
    public bool TryAdd(BatchOperation operation, long line)
    {
        if (IsFull || !Content.TryAdd(operation))
            return false;
        _lines.Add((operation, line));
        return true;
    }

    /// <summary>The line in the file of a line in the batch.</summary>
    public long LineAt(int index) => _lines[index].Line;

    public void Remove(int index)
    {
        _lines.RemoveAt(index);
        Content.Clear();
        foreach (var (operation, _) in _lines)
            Content.TryAdd(operation);
    }

    public void Clear()
    {
        _lines.Clear();
        Content.Clear();
    }
}
