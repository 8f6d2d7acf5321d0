using System.ComponentModel;
using System.Diagnostics;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>The b3sum program: BLAKE3 by somebody else.</summary>
internal static class B3sum
{
    /// <summary>64 hexadecimal digits; the test is skipped where the program is not installed.</summary>
    public static async Task<string> HashAsync(byte[] input)
    {
        var start = new ProcessStartInfo("b3sum", ["--no-names"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            await process.StandardInput.BaseStream.WriteAsync(input, TestContext.Current.CancellationToken);
            process.StandardInput.Close();
            return (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim();
        }
        catch (Win32Exception)
        {
            Assert.Fail("b3sum is not installed: apt-get install b3sum, or run ./aevrion test.");
            throw;
        }
    }
}
