using System.Globalization;

namespace Aevrion.Chaos.Regions;

/// <summary>The file that says how far a silo's clock is off.</summary>
/// <param name="path">Where it lies.</param>
internal sealed class ClockOffset(string path)
{
    /// <summary>Where it lies.</summary>
    public string Path => path;

    /// <summary>How far the clock is ahead, in milliseconds.</summary>
    public long Milliseconds { get; private set; }

    /// <summary>Sets the clock; a silo sees it at once or a little later.</summary>
    public void Set(long milliseconds)
    {
        // Nobody may read half a number.
        File.WriteAllText($"{path}.new", milliseconds.ToString(CultureInfo.InvariantCulture));
        File.Move($"{path}.new", path, overwrite: true);
        Milliseconds = milliseconds;
    }
}
