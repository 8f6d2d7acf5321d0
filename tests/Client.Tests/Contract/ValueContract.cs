using System.Text;
using System.Text.Json;

namespace Aevrion.Client.Tests.Contract;

public abstract class ValueContract(IRegionUrls region) : ClientContract(region)
{
    [Fact]
    public async Task A_typed_value_comes_back_as_it_was_put()
    {
        await Db.PutAsync(Key(), new User("Alice", 7), cancellationToken: Cancel);

        Assert.Equal(new User("Alice", 7), await Db.GetAsync<User>(Key(), cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_typed_value_is_camel_case_json_on_the_wire()
    {
        await Db.PutAsync(Key(), new User("Alice", 7), cancellationToken: Cancel);

        Assert.Equal("""{"name":"Alice","age":7}""", await Db.GetAsync<string>(Key(), cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_typed_value_passes_through_source_generated_json()
    {
        await Db.PutAsync(Key(), new User("Alice"), UserContext.Default.User, cancellationToken: Cancel);

        Assert.Equal(new User("Alice"), await Db.GetAsync(Key(), UserContext.Default.User, cancellationToken: Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("ünï😀\r\n\0\"")]
    public async Task A_string_is_stored_as_utf8_and_not_as_json(string text)
    {
        await Db.PutAsync(Key(), text, cancellationToken: Cancel);

        Assert.Equal(text, await Db.GetAsync<string>(Key(), cancellationToken: Cancel));
        Assert.Equal(Encoding.UTF8.GetBytes(text), await Db.GetAsync<byte[]>(Key(), cancellationToken: Cancel));
    }

    [Fact]
    public async Task Bytes_come_back_as_they_were_put()
    {
        byte[] bytes = [0, 1, 255, 13, 10, 0];

        await Db.PutAsync(Key(), bytes, cancellationToken: Cancel);

        Assert.Equal(bytes, await Db.GetAsync<byte[]>(Key(), cancellationToken: Cancel));
    }

    [Fact]
    public async Task The_largest_value_is_accepted_and_one_byte_more_is_not()
    {
        await Db.PutAsync(Key(), new byte[AevrionLimits.MaxValueBytes], cancellationToken: Cancel);

        var tooLarge = new byte[AevrionLimits.MaxValueBytes + 1];
        var error = await Assert.ThrowsAsync<AevrionInvalidRequestException>(
            () => Db.PutAsync(Key(), tooLarge, cancellationToken: Cancel));
        Assert.Equal(413, error.Status);
        Assert.Equal(AevrionLimits.MaxValueBytes, (await Db.GetEntryAsync(Key(), cancellationToken: Cancel))?.Value.Length);
    }

    [Fact]
    public async Task Reading_a_string_that_is_not_utf8_says_so()
    {
        await Db.PutAsync(Key(), new byte[] { 0xFF, 0xFE }, cancellationToken: Cancel);

        await Assert.ThrowsAsync<FormatException>(() => Db.GetAsync<string>(Key(), cancellationToken: Cancel));
    }

    [Fact]
    public async Task Reading_a_value_as_json_that_is_none_says_so()
    {
        await Db.PutAsync(Key(), "not json", cancellationToken: Cancel);

        await Assert.ThrowsAsync<JsonException>(() => Db.GetAsync<User>(Key(), cancellationToken: Cancel));
    }
}
