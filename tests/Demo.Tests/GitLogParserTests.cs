using Aevrion.Demo.History;

namespace Aevrion.Demo.Tests;

public sealed class GitLogParserTests
{
    private const string OldBlob = "398e762cde296993c68250d6a85290ea640a9fa2";
    private const string NewBlob = "9f524921b8b34eab44f18b03c0b97ddaa8ff03ce";
    private const string NoBlob = "0000000000000000000000000000000000000000";

    [Fact]
    public void Commits_come_with_time_subject_and_changes()
    {
        var commits = Parse(
            "\x01" + "1700000002 Second", $"\n:100644 100644 {OldBlob} {NewBlob} M", "a.txt", $":000000 100644 {NoBlob} {OldBlob} A", "folder/b.txt",
            "\x01" + "1700000001 First", $"\n:000000 100644 {NoBlob} {OldBlob} A", "a.txt");

        Assert.Equal([1_700_000_002_000, 1_700_000_001_000], commits.Select(commit => commit.TimestampMs));
        Assert.Equal(["Second", "First"], commits.Select(commit => commit.Subject));
        Assert.Equal([new PathChange("a.txt", NewBlob), new PathChange("folder/b.txt", OldBlob)], commits[0].Changes);
        Assert.Equal([new PathChange("a.txt", OldBlob)], commits[1].Changes);
    }

    [Fact]
    public void A_removed_path_has_no_blob()
    {
        var commits = Parse("\x01" + "1 Remove", $"\n:100644 000000 {OldBlob} {NoBlob} D", "a.txt");

        Assert.Equal(new PathChange("a.txt", null), commits.Single().Changes.Single());
    }

    [Fact]
    public void Merges_and_empty_commits_are_left_out()
    {
        var commits = Parse("\x01" + "3 Merge", "\x01" + "2 Change", $"\n:000000 100644 {NoBlob} {NewBlob} A", "a", "\x01" + "1 Empty");

        Assert.Equal("Change", commits.Single().Subject);
    }

    [Theory]
    [InlineData(":colon")]
    [InlineData("\x01" + "12 mark")]
    [InlineData("two\nlines")]
    [InlineData("\nleading line feed")]
    [InlineData("M\ttab \u00e4\u6f22")]
    public void A_path_may_look_like_anything(string path)
    {
        var commits = Parse("\x01" + "1 Odd", $"\n:000000 100644 {NoBlob} {NewBlob} A", path, $":000000 100644 {NoBlob} {OldBlob} A", "next");

        Assert.Equal([path, "next"], commits.Single().Changes.Select(change => change.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("with: colons and  spaces ")]
    public void A_subject_may_be_anything(string subject)
    {
        var commits = Parse("\x01" + "1 " + subject, $"\n:000000 100644 {NoBlob} {NewBlob} A", "a");

        Assert.Equal(subject, commits.Single().Subject);
    }

    [Fact]
    public void An_empty_log_has_no_commits() => Assert.Empty(Parse());

    [Theory]
    [InlineData("fatal: your current branch does not have any commits yet")]
    [InlineData("\x01" + "soon A time that is none")]
    [InlineData(":100644 100644 a b M\0before any commit")]
    [InlineData("\x01" + "1 One\0:100644 100644 a b M")]
    [InlineData("\x01" + "1 One\0:too short\0path")]
    public void What_is_no_log_is_refused(string text) =>
        Assert.Throws<FormatException>(() => GitLogParser.Parse(new StringReader(text + "\0")).ToList());

    private static List<HistoryCommit> Parse(params string[] fields) =>
        [.. GitLogParser.Parse(new StringReader(string.Concat(fields.Select(field => field + "\0"))))];
}
