using Aevrion.Silo.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Aevrion.Silo.Hosting;

/// <summary>Sets the HTTP server's TLS up: which certificate it shows, and whether it asks for those of its clients.</summary>
internal static class TlsSetup
{
    public static void Configure(KestrelServerOptions options, SiloSettings settings) => options.ConfigureHttpsDefaults(https =>
    {
        if (settings.Tls is { } tls)
        {
            https.ServerCertificate = tls.Certificate;
            https.ServerCertificateChain = tls.Chain;
        }

        if (settings.PeerCredentials.Values.All(peer => peer.Trust is null))
            return;

        // Clients have none; whether a certificate is a peer's is decided at the peer endpoint, and nothing else looks at it.
        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.AllowAnyClientCertificate();
    });
}
