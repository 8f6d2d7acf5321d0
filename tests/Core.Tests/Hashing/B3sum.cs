using System.ComponentModel;
using System.Diagnostics;

namespace Aevrion.Core.Tests.Hashing;

/// <summary>The b3sum program, an implementation of BLAKE3 that shares nothing with this one.</summary>
public static class B3sum
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Hashes a file, with the key of the keyed mode, if that is asked for, on standard input.</summary>
    public static byte[] Hash(string file, ReadOnlySpan<byte> standardInput, params IEnumerable<string> options)
    {
        using var process = Start([.. options, "--no-names", file]);
        process.StandardInput.BaseStream.Write(standardInput);
        process.StandardInput.Close();

        // The program says little enough for the pipe to hold it, so waiting first cannot block it.
        if (!process.WaitForExit(Timeout))
        {
            process.Kill();
            Assert.Fail($"b3sum did not end within {Timeout.TotalSeconds} s.");
        }

        Assert.True(process.ExitCode == 0, $"b3sum failed: {process.StandardError.ReadToEnd()}");
        return Convert.FromHexString(process.StandardOutput.ReadToEnd().Trim());
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("b3sum", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException(
                "These tests compare with the program b3sum, which could not be started. Install it: apt-get install b3sum.", e);
        }
    }
}
