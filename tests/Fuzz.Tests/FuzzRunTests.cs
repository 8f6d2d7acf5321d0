using System.Text;

namespace Aevrion.Fuzz.Tests;

/// <summary>The fuzzer finds what is planted.</summary>
public sealed class FuzzRunTests
{
    private static readonly FuzzSettings Settings = new() { Inputs = 50_000, MaxTime = TimeSpan.FromMinutes(2), MaxTimePerInput = TimeSpan.FromSeconds(1) };

    [Fact]
    public void A_parser_that_throws_is_found_with_a_short_input()
    {
        var finding = Find(text => text.Contains("put\"", StringComparison.Ordinal) && text.Contains('%', StringComparison.Ordinal) ? throw new FormatException() : "");
        Assert.Equal(FuzzFindingKind.Broken, finding!.Kind);
        Assert.Equal(5, finding.Input.Length);
    }

    [Fact]
    public void A_parser_that_does_not_end_is_found()
    {
        var finding = Find(text =>
        {
            while (text.StartsWith('\\'))
                Thread.Sleep(1);
            return "";
        });
        Assert.Equal(FuzzFindingKind.Hang, finding!.Kind);
    }

    [Fact]
    public void A_parser_that_believes_in_lengths_is_found()
    {
        var finding = Find(text => text.Contains("\"9", StringComparison.Ordinal) ? new string('x', 1_000_000)[..1] : "");
        Assert.Equal(FuzzFindingKind.Memory, finding!.Kind);
    }

    [Fact]
    public void What_is_new_is_built_upon()
    {
        var finding = Find(text => Depth(text) is var depth && depth == 4 ? throw new FormatException() : $"{depth}");
        Assert.NotNull(finding);
    }

    [Fact]
    public void The_same_seed_makes_the_same_run()
    {
        var first = FuzzRun.Run(new Planted(text => $"{text.Length}"), [], Settings with { Inputs = 500 });
        var second = FuzzRun.Run(new Planted(text => $"{text.Length}"), [], Settings with { Inputs = 500 });
        Assert.Equal(first.Kept.Select(kept => Convert.ToHexString(kept.Value)), second.Kept.Select(kept => Convert.ToHexString(kept.Value)));
    }

    private static FuzzFinding? Find(Func<string, string> read) => FuzzRun.Run(new Planted(read), [], Settings).Finding;

    /// <summary>How many of four letters it begins with, in their order: each is found only by going on from the one before.</summary>
    private static int Depth(string text) => "%\\\"%".TakeWhile((letter, index) => index < text.Length && text[index] == letter).Count();

    private sealed class Planted(Func<string, string> read) : FuzzTarget
    {
        public override string Name => "planted";

        public override IReadOnlyList<byte[]> Seeds { get; } = ["{\"op\":\"put\",\"n\":\"0\"}"u8.ToArray()];

        public override string Run(byte[] input) => read(Encoding.Latin1.GetString(input));
    }
}
