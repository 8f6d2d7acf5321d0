using System.Runtime.CompilerServices;
using System.Text.Json;
using Aevrion.Client;

namespace Aevrion.Samples.Profiles;

/// <summary>The profiles of all users, in the region that is near.</summary>
internal sealed class ProfileStore(IAevrionClient db, TimeProvider timeProvider)
{
    private const string Prefix = "profile/";

    /// <summary>How far back changes begin, so that nothing is missed however the clocks of the region and of this machine differ. It may come twice.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    /// <summary>All of them, by name.</summary>
    public async IAsyncEnumerable<StoredProfile> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in db.ScanAsync<Profile>(Prefix, cancellationToken: cancellationToken))
            yield return Of(entry);
    }

    /// <summary>One; null when there is none of that name.</summary>
    public async Task<StoredProfile?> FindAsync(string name, CancellationToken cancellationToken) =>
        await db.GetEntryAsync<Profile>(Prefix + name, cancellationToken: cancellationToken) is { } entry ? Of(entry) : null;

    /// <summary>Every version of one, newest first.</summary>
    public async IAsyncEnumerable<StoredProfile> HistoryAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var version in db.HistoryAsync(Prefix + name, new HistoryOptions { IncludeValues = true }, cancellationToken))
            yield return new StoredProfile(name, ProfileIn(version.Value), version.Id, version.Timestamp, version.Origin);
    }

    /// <summary>Writes one.</summary>
    /// <param name="name">The user's name.</param>
    /// <param name="profile">What it says.</param>
    /// <param name="seen">The version that the user had before him; null for whatever is there.</param>
    /// <param name="cancellationToken">Gives up; the write may still happen.</param>
    /// <returns>The new version's name; null when somebody else changed the profile since, and nothing was written.</returns>
    public async Task<string?> SaveAsync(string name, Profile profile, string? seen, CancellationToken cancellationToken)
    {
        try
        {
            return (await db.PutAsync(Prefix + name, profile, new WriteOptions { IfMatch = seen }, cancellationToken)).Id;
        }
        catch (AevrionPreconditionFailedException)
        {
            return null;
        }
    }

    /// <summary>Every change from now on, and those of the last moments, made in whichever region. It goes on when a region fails: in the next one.</summary>
    public IAsyncEnumerable<StoredProfile> ChangesAsync(CancellationToken cancellationToken) =>
        ChangesAsync(timeProvider.GetUtcNow() - Overlap, cancellationToken);

    private async IAsyncEnumerable<StoredProfile> ChangesAsync(DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var change in db.WatchAsync(Prefix, new WatchOptions { Since = since }, cancellationToken))
            yield return new StoredProfile(change.Key[Prefix.Length..], ProfileIn(change.Value), change.Id, change.Timestamp, change.Origin);
    }

    private static StoredProfile Of(Entry<Profile> entry) =>
        new(entry.Key[Prefix.Length..], entry.Value, entry.Id, entry.Timestamp, entry.Origin);

    private static Profile? ProfileIn(ReadOnlyMemory<byte>? value) =>
        value is { } bytes ? JsonSerializer.Deserialize<Profile>(bytes.Span, JsonSerializerOptions.Web) : null;
}
