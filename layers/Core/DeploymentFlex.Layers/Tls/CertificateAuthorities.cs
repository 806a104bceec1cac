using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace DeploymentFlex.Layers.Tls;

/// <summary>The certificates that may sign a server's, in the place of those that the system trusts.</summary>
public sealed class CertificateAuthorities
{
    private readonly X509Certificate2Collection _authorities = [];

    private CertificateAuthorities()
    {
    }

    /// <summary>Reads them from a PEM file.</summary>
    public static CertificateAuthorities FromFile(string path)
    {
        var authorities = new CertificateAuthorities();
        authorities._authorities.ImportFromPemFile(path);
        return authorities;
    }

    /// <summary>Whether one of them signed the certificate. The name on it must still be the server's; only who signed it is decided here.</summary>
    public bool HaveSigned(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) is not SslPolicyErrors.None)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
    }
}
