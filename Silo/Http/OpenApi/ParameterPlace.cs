namespace Aevrion.Silo.Http.OpenApi;

/// <summary>Where a parameter stands.</summary>
internal enum ParameterPlace
{
    Path,
    Query,
    Header,
}
