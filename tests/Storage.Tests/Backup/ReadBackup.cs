using Aevrion.Storage.Backup;
using Aevrion.Storage.Tests.Conformance;

namespace Aevrion.Storage.Tests.Backup;

/// <summary>What a reader made of some bytes.</summary>
/// <param name="Events">The events that it passed on.</param>
/// <param name="Reader">The reader.</param>
/// <param name="Refusal">Why it stopped; null at the end of a whole backup.</param>
internal sealed record ReadBackup(IReadOnlyList<BackedUpEvent> Events, BackupReader Reader, BackupRejectedException? Refusal)
{
    public static async Task<ReadBackup> OfAsync(byte[] bytes)
    {
        var reader = new BackupReader(new MemoryStream(bytes));
        var events = new List<BackedUpEvent>();
        try
        {
            await reader.ReadHeaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadEventsAsync(TestContext.Current.CancellationToken) is { } block)
                events.AddRange(block);
            return new ReadBackup(events, reader, null);
        }
        catch (BackupRejectedException refusal)
        {
            return new ReadBackup(events, reader, refusal);
        }
    }

    public static string Describe(BackedUpEvent item) => $"{SampleEvents.Describe(item.Event)}|{string.Join(',', item.LaterParents)}";
}
