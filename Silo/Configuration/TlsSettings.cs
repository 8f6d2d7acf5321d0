using System.Security.Cryptography.X509Certificates;

namespace Aevrion.Silo.Configuration;

/// <summary>The certificate that this silo shows, to its clients and peers as a server and to its peers as a client. Not a record: nothing may print it.</summary>
/// <param name="certificate">With its private key.</param>
/// <param name="chain">What stands between it and its root, if anything.</param>
internal sealed class TlsSettings(X509Certificate2 certificate, X509Certificate2Collection chain)
{
    public X509Certificate2 Certificate => certificate;

    public X509Certificate2Collection Chain => chain;
}
