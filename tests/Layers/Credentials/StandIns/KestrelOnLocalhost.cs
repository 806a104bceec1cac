using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DeploymentFlex.Layers.Tests.Credentials.StandIns;

internal static class KestrelOnLocalhost
{
    /// <summary>Listens with TLS at a free port of this machine.</summary>
    public static void ListenLocalhostWith(this KestrelServerOptions kestrel, string certificate, string key) =>
        kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(X509Certificate2.CreateFromPemFile(certificate, key)));
}
