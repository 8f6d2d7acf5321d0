using Aevrion.Silo.Hosting;

namespace Aevrion.Silo.Http;

/// <summary>Answers a request about one key.</summary>
/// <param name="context">The request.</param>
/// <param name="region">The region, which runs.</param>
/// <param name="key">The key, decoded and checked.</param>
internal delegate Task KeyHandler(HttpContext context, RunningRegion region, string key);
