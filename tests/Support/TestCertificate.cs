using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DeploymentFlex.TestSupport;

/// <summary>A server's certificate, and the authority that signed it, made for one test.</summary>
public sealed class TestCertificate : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deploymentflex-certificate-").FullName;
    private readonly string _certificate;
    private readonly string _key;

    /// <param name="address">The address that the certificate is for.</param>
    public TestCertificate(string address)
    {
        var now = DateTimeOffset.UtcNow;
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Authority of a test", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var signer = authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={address}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(signer, now.AddDays(-1), now.AddDays(1), RandomNumberGenerator.GetBytes(8));

        _certificate = certificate.ExportCertificatePem();
        _key = key.ExportPkcs8PrivateKeyPem();
        AuthorityFile = Path.Combine(_folder, "authority.pem");
        File.WriteAllText(AuthorityFile, signer.ExportCertificatePem());
    }

    /// <summary>The authority's certificate, for clients.</summary>
    public string AuthorityFile { get; }

    /// <summary>Writes the server's certificate and key to its folder, and returns their paths.</summary>
    public (string Certificate, string Key) WriteTo(string folder)
    {
        var (certificate, key) = (Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"));
        File.WriteAllText(certificate, _certificate);
        File.WriteAllText(key, _key);
        Program.Run("chmod", "600", key);
        return (certificate, key);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
