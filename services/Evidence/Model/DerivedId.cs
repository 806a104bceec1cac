using System.Security.Cryptography;
using System.Text;

namespace DeploymentFlex.Services.Evidence.Model;

/// <summary>Ids that follow from others, so that a step which runs twice makes one job and one timeline entry.</summary>
public static class DerivedId
{
    /// <summary>The id of a purpose of a piece of evidence: a UUID of version 8 (RFC 9562) from their SHA-256.</summary>
    public static Guid From(Guid evidenceId, string purpose)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{evidenceId:D} {purpose}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
