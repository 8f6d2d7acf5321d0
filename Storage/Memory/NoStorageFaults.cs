namespace Aevrion.Storage.Memory;

/// <summary>A store that always answers at once.</summary>
internal sealed class NoStorageFaults : IStorageFaults
{
    public static readonly NoStorageFaults Instance = new();

    public ValueTask BeforeAsync(string call, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask AfterAsync(string call, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
