using System.Globalization;

namespace Aevrion.Region.Tests.Hosting;

/// <summary>How many silos the regions of this run have, where a test does not say: what the environment variable <see cref="Variable"/> says, or one.</summary>
internal static class SilosARegion
{
    private const string Variable = "AEVRION_TEST_SILOS";

    public static short Number { get; } =
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } number ? short.Parse(number, CultureInfo.InvariantCulture) : (short)1;
}
