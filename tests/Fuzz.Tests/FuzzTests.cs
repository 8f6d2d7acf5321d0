using Aevrion.Fuzz.Tests.Targets;

namespace Aevrion.Fuzz.Tests;

/// <summary>
/// Whatever stands in an input: the right answer or an error for its sender, in bounded time and memory. AEVRION_FUZZ_INPUTS and
/// AEVRION_FUZZ_SEED make a run longer, or another; AEVRION_FUZZ_KEEP names a folder for the inputs that led to something new.
/// </summary>
public sealed class FuzzTests
{
    private static readonly FuzzTarget[] Targets =
    [
        new PeerFrameTarget(), new ListenerSessionTarget(), new DiallerSessionTarget(), new BatchLinesTarget(), new NdjsonImportTarget(), new CsvImportTarget(),
        new KeyInTargetTarget(), new QueryTarget(), new RequestHeadersTarget(), new JsonBodyTarget(), new TimeTarget(), new ConfigurationTarget(),
        new EventStreamTarget(), new AnswerTarget(), new TokenTarget(),
    ];

    public static TheoryData<string> Names => [.. Targets.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_input_breaks_a_parser(string name)
    {
        var target = Targets.Single(target => target.Name == name);
        FuzzVerdict.Check(target, FuzzVerdict.Settings(inputs: 10_000));
    }
}
