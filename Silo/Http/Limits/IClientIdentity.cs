namespace Aevrion.Silo.Http.Limits;

/// <summary>Tells whose limits a request counts towards. Asked once a request, before anything else is done with it, so it has to be quick.</summary>
internal interface IClientIdentity
{
    /// <summary>The client; null for requests that have none, such as those that come through the region's own cluster.</summary>
    ClientKey? Of(HttpContext context);
}
