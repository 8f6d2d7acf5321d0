using System.Globalization;
using System.Runtime.InteropServices;

namespace Aevrion.Chaos.Regions;

/// <summary>Signals to processes, and what the system says of them.</summary>
internal static class Signals
{
    private const int InterruptNumber = 2;
    private const int KillNumber = 9;
    private const int TerminateNumber = 15;
    private const int ContinueNumber = 18;
    private const int StopNumber = 19;

    /// <summary>Ends it at once; it is not asked.</summary>
    public static void Kill(int pid) => Send(pid, KillNumber);

    /// <summary>What Ctrl+C sends.</summary>
    public static void Interrupt(int pid) => Send(pid, InterruptNumber);

    /// <summary>Asks it to end.</summary>
    public static void Terminate(int pid) => Send(pid, TerminateNumber);

    /// <summary>Lets it stand still until it is told to go on.</summary>
    public static void Stop(int pid) => Send(pid, StopNumber);

    /// <summary>Lets it go on.</summary>
    public static void Continue(int pid) => Send(pid, ContinueNumber);

    /// <summary>The processes whose parent it is.</summary>
    public static List<int> ChildrenOf(int pid)
    {
        var children = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var other) && ParentOf(other) == pid)
                children.Add(other);
        }

        return children;
    }

    /// <summary>Memory that a process takes, in bytes; 0 once it has ended.</summary>
    public static long MemoryOf(int pid)
    {
        try
        {
            return long.Parse(File.ReadAllText($"/proc/{pid}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static int ParentOf(int pid)
    {
        try
        {
            // The name of the program, in parentheses, may hold anything.
            var status = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it has ended meanwhile
        }
    }

    private static void Send(int pid, int signal)
    {
        // One that has ended already is where it should be; one that may not be asked is a mistake of this program.
        const int NoSuchProcess = 3;
        if (SendSignal(pid, signal) != 0 && Marshal.GetLastPInvokeError() is var error && error != NoSuchProcess)
            throw new InvalidOperationException($"The process {pid} takes no signal {signal}: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int pid, int signal);
}
