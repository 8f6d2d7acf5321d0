using Aevrion.Core.Sync.Trust;

namespace Aevrion.Core.Tests.Sync.Trust;

public sealed class WritePermitTests
{
    [Theory]
    [InlineData("user/1", true)]
    [InlineData("user/", true)]
    [InlineData("user", false)]
    [InlineData("User/1", false)]
    [InlineData("order:9", true)]
    [InlineData("", false)]
    public void A_key_is_covered_by_the_bytes_it_begins_with(string key, bool isCovered) =>
        Assert.Equal(isCovered, new WritePermit(["user/", "order:"]).Covers(key));

    [Fact]
    public void No_prefix_permits_nothing_and_the_empty_one_everything()
    {
        Assert.False(new WritePermit([]).Covers("key"));
        Assert.True(new WritePermit([""]).Covers("key"));
    }
}
