using Aevrion.Core;
using Aevrion.Storage.Tokens;

namespace Aevrion.Storage.Tests.Conformance;

/// <summary>What every store of tokens keeps. Derived classes bring the store; nothing here knows which it is.</summary>
public abstract class TokenStoreConformance
{
    private const long Now = 1_750_000_000_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An empty store; it lives as long as the test.</summary>
    protected abstract Task<ITokenStore> OpenAsync();

    /// <summary>Adds so many tokens that last, faster than one by one.</summary>
    protected abstract Task AddReadersAsync(int count, long nowMs);

    [Fact]
    public async Task A_token_is_read_as_it_was_added()
    {
        var store = await OpenAsync();
        var all = Token("all") with { Description = "für ‘alle’\n", ExpiresAtMs = Now + 5 };
        var limited = Token("limited", AccessScopes.Read | AccessScopes.Import) with { Prefixes = ["a/", "ü", "😀"] };
        Assert.Equal(TokenChange.Done, await store.AddAsync(all, needsAdmin: true, Cancellation));
        Assert.Equal(TokenChange.Done, await store.AddAsync(limited, needsAdmin: true, Cancellation));
        Assert.Equal([Describe(all), Describe(limited)], (await store.ReadAsync(Cancellation)).Tokens.Select(Describe));
    }

    [Fact]
    public async Task Every_change_is_counted_and_nothing_else()
    {
        var store = await OpenAsync();
        var before = await store.CountChangesAsync(Cancellation);
        await store.AddAsync(Token("a"), needsAdmin: true, Cancellation);
        var added = await store.CountChangesAsync(Cancellation);
        Assert.True(added > before);
        await store.RevokeAsync("nobody", Now, keepsAdmin: false, Cancellation);
        await store.RevokeAsync("a", Now, keepsAdmin: true, Cancellation);
        Assert.Equal(added, await store.CountChangesAsync(Cancellation));
        await store.RevokeAsync("a", Now, keepsAdmin: false, Cancellation);
        var list = await store.ReadAsync(Cancellation);
        Assert.True(list.Changes > added);
        Assert.Equal(list.Changes, await store.CountChangesAsync(Cancellation));
    }

    [Fact]
    public async Task A_revoked_token_stays_revoked_since_then()
    {
        var store = await OpenAsync();
        await store.AddAsync(Token("a"), needsAdmin: true, Cancellation);
        Assert.Equal(TokenChange.Done, await store.RevokeAsync("a", Now + 1, keepsAdmin: false, Cancellation));
        Assert.Equal(TokenChange.Done, await store.RevokeAsync("a", Now + 2, keepsAdmin: false, Cancellation));
        Assert.Equal(Now + 1, Assert.Single((await store.ReadAsync(Cancellation)).Tokens).RevokedAtMs);
        Assert.Equal(TokenChange.Unknown, await store.RevokeAsync("b", Now, keepsAdmin: false, Cancellation));
    }

    [Fact]
    public async Task Somebody_can_administer_the_region_whatever_is_added_and_revoked()
    {
        var store = await OpenAsync();
        Assert.Equal(TokenChange.NoAdmin, await store.AddAsync(Token("reader", AccessScopes.Read), needsAdmin: true, Cancellation));
        Assert.Equal(TokenChange.NoAdmin, await store.AddAsync(Token("limited") with { Prefixes = ["a"] }, needsAdmin: true, Cancellation));
        Assert.Empty((await store.ReadAsync(Cancellation)).Tokens);

        Assert.Equal(TokenChange.Done, await store.AddAsync(Token("first") with { ExpiresAtMs = Now + 10 }, needsAdmin: true, Cancellation));
        Assert.Equal(TokenChange.Done, await store.AddAsync(Token("second"), needsAdmin: true, Cancellation));
        Assert.Equal(TokenChange.NoAdmin, await store.RevokeAsync("second", Now + 10, keepsAdmin: true, Cancellation));
        Assert.Equal(TokenChange.Done, await store.RevokeAsync("second", Now + 9, keepsAdmin: true, Cancellation));
        Assert.Equal(TokenChange.NoAdmin, await store.RevokeAsync("first", Now + 9, keepsAdmin: true, Cancellation));
        Assert.Equal(TokenChange.Done, await store.RevokeAsync("first", Now + 9, keepsAdmin: false, Cancellation));
    }

    [Fact]
    public async Task Two_administrators_who_revoke_each_other_at_once_leave_one()
    {
        for (var round = 0; round < 10; round++)
        {
            var store = await OpenAsync();
            string[] names = ["first", "second"];
            foreach (var name in names)
                await store.AddAsync(Token(name), needsAdmin: true, Cancellation);
            var changes = await Task.WhenAll(names.Select(name => Task.Run(() => store.RevokeAsync(name, Now, keepsAdmin: true, Cancellation))));
            Assert.Equal([TokenChange.Done, TokenChange.NoAdmin], changes.Order());
            Assert.Single((await store.ReadAsync(Cancellation)).Tokens, token => token.RevokedAtMs is null);
        }
    }

    [Fact]
    public async Task Tokens_that_ended_long_ago_make_room_when_there_are_too_many()
    {
        var store = await OpenAsync();
        await store.AddAsync(Token("admin"), needsAdmin: true, Cancellation);
        await store.AddAsync(Token("brief", AccessScopes.Read) with { ExpiresAtMs = Now + 1 }, needsAdmin: true, Cancellation);
        await AddReadersAsync(TokenLimits.MaxTokens - 2, Now);
        Assert.Equal(TokenChange.TooMany, await store.AddAsync(Token("more"), needsAdmin: false, Cancellation));

        var later = Now + 2 + (long)TokenLimits.Retention.TotalMilliseconds;
        Assert.Equal(TokenChange.Done, await store.AddAsync(Token("more") with { CreatedAtMs = later }, needsAdmin: false, Cancellation));
        var names = (await store.ReadAsync(Cancellation)).Tokens.Select(token => token.Id).ToHashSet();
        Assert.Equal(TokenLimits.MaxTokens, names.Count);
        Assert.Contains("more", names);
        Assert.DoesNotContain("brief", names);
    }

    protected static AccessToken Token(string id, AccessScopes scopes = AccessScopes.Admin) => new()
    {
        Id = id,
        SecretHash = Hash256.Parse(new string('a', 63) + (id.Length % 10)),
        CursorKey = Hash256.Parse(new string('b', 63) + (id.Length % 10)),
        Scopes = scopes,
        Prefixes = [],
        Description = "",
        CreatedAtMs = Now,
    };

    private static string Describe(AccessToken token) =>
        $"{token.Id}|{token.SecretHash}|{token.CursorKey}|{token.Scopes}|{string.Join(',', token.Prefixes)}|{token.Description}|{token.CreatedAtMs}|{token.ExpiresAtMs}|{token.RevokedAtMs}";
}
