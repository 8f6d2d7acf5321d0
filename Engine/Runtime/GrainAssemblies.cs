using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Aevrion.Engine.Runtime;

/// <summary>
/// The assemblies of the application that are written against this engine: those loaded, and those that the application was published
/// with, which may not be loaded yet. The latter are recognised by their reference to this assembly, without loading the others.
/// </summary>
internal static class GrainAssemblies
{
    private static readonly string EngineName = typeof(GrainAssemblies).Assembly.GetName().Name!;

    private static readonly Lazy<IReadOnlyCollection<Assembly>> FromApplication = new(LoadFromApplication);

    public static IReadOnlyCollection<Assembly> Find() =>
        [.. FromApplication.Value.Union(AppDomain.CurrentDomain.GetAssemblies().Where(ReferencesEngine))];

    private static bool ReferencesEngine(Assembly assembly) =>
        !assembly.IsDynamic && Array.Exists(assembly.GetReferencedAssemblies(), reference => reference.Name == EngineName);

    private static HashSet<Assembly> LoadFromApplication()
    {
        var files = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return [.. files
            .Where(file => Path.GetDirectoryName(file) != framework && ReferencesEngine(file))
            .Select(file => Assembly.Load(new AssemblyName(Path.GetFileNameWithoutExtension(file))))];
    }

    private static bool ReferencesEngine(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        if (!image.HasMetadata)
            return false;
        var metadata = image.GetMetadataReader();
        return metadata.AssemblyReferences.Any(
            handle => metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, EngineName));
    }
}
