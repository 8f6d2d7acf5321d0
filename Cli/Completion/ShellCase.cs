namespace Aevrion.Cli.Completion;

/// <summary>How both scripts tell where on the line a command's name was found.</summary>
internal static class ShellCase
{
    /// <summary>The command before it, a slash, and the name: <c>token/create</c>, <c>/put</c>.</summary>
    public static string Of(string path)
    {
        var end = path.LastIndexOf(' ');
        return end < 0 ? "/" + path : path[..end] + "/" + path[(end + 1)..];
    }
}
