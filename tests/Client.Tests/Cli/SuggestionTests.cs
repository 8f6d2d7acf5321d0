using Aevrion.Cli.Suggestions;

namespace Aevrion.Client.Tests.Cli;

/// <summary>What was meant by a name that there is not.</summary>
public sealed class SuggestionTests : CliTestClass
{
    [Theory]
    [InlineData("pers", 2, "There is no command 'pers'. Did you mean 'peers'? See 'aevrion --help'.")]
    [InlineData("xyzzy", 2, "There is no command 'xyzzy'. See 'aevrion --help'.")]
    [InlineData("token lsit", 2, "There is no command 'lsit'. Did you mean 'list'? See 'aevrion token --help'.")]
    [InlineData("peers --wacth", 2, "There is no option '--wacth'. Did you mean '--watch'? See 'aevrion peers --help'.")]
    [InlineData("status --jsno", 2, "There is no option '--jsno'. Did you mean '--json'? See 'aevrion status --help'.")]
    [InlineData("get key --att 5", 2, "There is no option '--att'. Did you mean '--at'? A key that begins like an option goes after --.")]
    [InlineData("sync su", 1, "There is no /v1/peers/su/sync here. Did you mean 'us'?")]
    [InlineData("pause uss", 1, "There is no /v1/peers/uss/pause here. Did you mean 'us'?")]
    [InlineData("tree --peer sus", 1, "There is no /v1/peers/sus/differences here. Did you mean 'us'?")]
    [InlineData("sync mars", 1, "There is no /v1/peers/mars/sync here.")]
    public async Task The_nearest_is_named_where_there_is_one(string line, int code, string expected)
    {
        var result = await RunAsync(line.Split(' '));

        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        Assert.Equal("aevrion: " + expected, result.ErrorLine);
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("peers", "peers", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("lsit", "list", 1)]
    [InlineData("ab", "ba", 1)]
    public void The_distance_counts_letters_left_out_added_replaced_or_swapped(string one, string other, int distance)
    {
        Assert.Equal(distance, DidYouMean.Distance(one, other));
        Assert.Equal(distance, DidYouMean.Distance(other, one));
    }

    [Fact]
    public void What_is_too_far_away_is_not_meant()
    {
        Assert.Null(DidYouMean.Nearest("get", ["put", "settle"]));
        Assert.Null(DidYouMean.Nearest("x", []));
        Assert.Null(DidYouMean.Nearest("x", ["y"]));
        Assert.Equal("us", DidYouMean.Nearest("US", ["eu", "us"]));
    }
}
