namespace Aevrion.Client.Tests.Contract;

public abstract class KeyContract(IRegionUrls region) : ClientContract(region)
{
    public static TheoryData<string> OddKeys =>
    [
        ".", "..", "../..", "a/../b", "a/./b", "a/..", "...", "..a", "/", "//", "/leading", "trailing/", "a//b",
        "%", "%2F", "%2e%2e", "a%00b", "100%25", "?", "a?b=c", "#", "a#b", "&=+", " ", " a b ", "\\", "a\\b", ":", "a:b", ";x",
        "\t", "\n", "\u007f", "é", "e\u0301", "日本語", "😀", "\ufeffbom", "\"quoted\"", "{}[]|^`<>", "CON", "*", "~", "'",
    ];

    [Theory]
    [MemberData(nameof(OddKeys))]
    public async Task An_odd_key_names_its_own_value(string name)
    {
        var written = await Db.PutAsync(Key(name), "value of " + name, cancellationToken: Cancel);

        Assert.Equal(Key(name), written.Key);
        Assert.Equal("value of " + name, await Db.GetAsync<string>(Key(name), cancellationToken: Cancel));
        Assert.Single(await Db.HistoryAsync(Key(name), cancellationToken: Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_key_with_dot_segments_is_not_the_key_that_a_path_would_lead_to()
    {
        await Db.PutAsync(Key("a/../b"), "dots", cancellationToken: Cancel);

        Assert.Null(await Db.GetAsync<string>(Key("b"), cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_key_of_dots_at_the_start_reaches_the_key_and_nothing_else()
    {
        var key = "../" + Key();

        var written = await Db.PutAsync(key, "dots", cancellationToken: Cancel);

        Assert.Equal(key, written.Key);
        Assert.Equal("dots", await Db.GetAsync<string>(key, cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_key_of_1024_bytes_is_accepted_and_one_byte_more_is_not()
    {
        var longest = Key("").PadRight(1_022, 'x') + "é";

        await Db.PutAsync(longest, "value", cancellationToken: Cancel);

        Assert.Equal("value", await Db.GetAsync<string>(longest, cancellationToken: Cancel));
        var error = await Assert.ThrowsAsync<AevrionInvalidRequestException>(
            () => Db.PutAsync(longest + "x", "value", cancellationToken: Cancel));
        Assert.Equal(400, error.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task A_key_that_cannot_be_is_refused(string key)
    {
        await Assert.ThrowsAsync<AevrionInvalidRequestException>(() => Db.GetEntryAsync(key, cancellationToken: Cancel));
        await Assert.ThrowsAsync<AevrionInvalidRequestException>(() => Db.DeleteAsync(key, cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_key_with_half_a_character_is_refused()
    {
        var half = "😀"[..1];

        await Assert.ThrowsAsync<AevrionInvalidRequestException>(() => Db.PutAsync(half, "value", cancellationToken: Cancel));
        await Assert.ThrowsAsync<AevrionInvalidRequestException>(() => Db.BatchAsync([BatchOperation.Put(half, "value")], Cancel));
    }
}
