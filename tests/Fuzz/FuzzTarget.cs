namespace Aevrion.Fuzz;

/// <summary>Something that reads input from outside, and what has to hold whatever it is given. One instance is used by one thread at a time.</summary>
public abstract class FuzzTarget
{
    /// <summary>The folder of its corpus.</summary>
    public abstract string Name { get; }

    /// <summary>Inputs as honest senders write them, to begin with.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Pieces that mean something to it: keywords, escapes, numbers at the edge of their range.</summary>
    public virtual IReadOnlyList<byte[]> Words => [];

    /// <summary>Longest input that is made.</summary>
    public virtual int MaxInputBytes => 8 * 1024;

    /// <summary>Bytes that reading an input may allocate in all.</summary>
    /// <param name="inputBytes">The length of the input.</param>
    public virtual long AllowedBytes(int inputBytes) => (256 * 1024) + (256L * inputBytes);

    /// <summary>
    /// Reads an input. Whatever it throws counts as a finding, so it throws when the answer is wrong and catches the exceptions that are
    /// meant for a sender's mistakes.
    /// </summary>
    /// <returns>A name for what came of it, without anything that differs from input to input: new names tell new ways through the code.</returns>
    public abstract string Run(byte[] input);

    /// <summary>Bytes allocated beside the reading, on the thread that reads.</summary>
    internal long AsideBytes { get; private set; }

    /// <summary>Does what is needed to check the answer; what that allocates does not count.</summary>
    protected T Aside<T>(Func<T> check)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return check();
        }
        finally
        {
            AsideBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
