using System.Text.RegularExpressions;
using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;

namespace Aevrion.Core.Tests.Sync.Protocol;

/// <summary>The bytes on the protocol's page are what is sent and taken.</summary>
public sealed partial class GoldenFramesTests
{
    private static readonly Dictionary<string, string> Page = Read();

    public static TheoryData<string> Names { get; } = [.. GoldenFrames.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Frames_have_the_bytes_on_the_page(string name) =>
        Assert.Equal(Page.GetValueOrDefault(name), Convert.ToHexStringLower(GoldenFrames.All[name].ToByteArray()));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bytes_on_the_page_are_read_as_the_frame(string name) =>
        Assert.Equal(GoldenFrames.All[name], FrameCodec.Parse(Convert.FromHexString(Page[name])));

    [Fact]
    public void Every_kind_of_frame_is_on_the_page()
    {
        var shown = GoldenFrames.All.Values.Select(frame => frame.BodyCase).ToHashSet();
        Assert.Equal(Enum.GetValues<Frame.BodyOneofCase>().Where(kind => kind != Frame.BodyOneofCase.None), shown.Order());
    }

    private static Dictionary<string, string> Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aevrion.Orleans.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The repository's root is not above the tests.");
        var page = File.ReadAllText(Path.Combine(folder.FullName, "docs", "internals", "protocol.md"));
        return Golden().Matches(page).ToDictionary(
            match => match.Groups["name"].Value, match => Spaces().Replace(match.Groups["hex"].Value, ""), StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^\*\*(?<name>[A-Za-z, ]+)\*\*\n\n(?<hex>(    [0-9a-f]+\n)+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Golden();

    [GeneratedRegex(@"\s", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
