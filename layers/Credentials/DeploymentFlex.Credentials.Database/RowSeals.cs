using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.Credentials.Envelopes;

namespace DeploymentFlex.Credentials.Database;

/// <summary>
/// Seals the rows of each credential as a whole. What is encrypted opens as what it is and as nothing else, but a row by itself
/// does not tell that it is the newest one, nor that it is not deleted.
/// </summary>
internal sealed class RowSeals(Envelope envelope)
{
    /// <summary>Looks that the rows are those that were written last, as far as the database itself can tell.</summary>
    /// <exception cref="CredentialIntegrityException">They are not.</exception>
    public async ValueTask CheckAsync(SealedSet set, IReadOnlyCollection<RowSeal> seals, CancellationToken cancellationToken)
    {
        var unmatched = seals.ToDictionary(NameOf);
        foreach (var (name, content) in ContentsOf(set))
        {
            if (!unmatched.Remove(name, out var seal)
                || set.Keys.Find(key => key.Id == seal.KeyId) is not { } key
                || !await envelope.HasSignedAsync(key, content, seal.Seal, cancellationToken))
            {
                throw Damaged(name);
            }
        }

        foreach (var name in unmatched.Keys)
        {
            throw Damaged(name);
        }
    }

    /// <summary>What is under the seal of each credential.</summary>
    public static Dictionary<CredentialName, byte[]> ContentsOf(SealedSet set) =>
        set.Records.GroupBy(static record => new CredentialName(record.Namespace, record.Name)).ToDictionary(static rows => rows.Key, ContentOf);

    /// <summary>Brings the seals up to date with the rows.</summary>
    /// <param name="set">The rows as they are now.</param>
    /// <param name="before">What <see cref="ContentsOf"/> them was.</param>
    /// <param name="seals">The seals as they were.</param>
    /// <param name="cancellationToken">Cancelled when there is no more time.</param>
    /// <returns>The seals as they are now: an old one that still holds, or a new one.</returns>
    public async ValueTask<List<RowSeal>> RenewAsync(
        SealedSet set, Dictionary<CredentialName, byte[]> before, IReadOnlyCollection<RowSeal> seals, CancellationToken cancellationToken)
    {
        var known = seals.ToDictionary(NameOf);
        var renewed = new List<RowSeal>();
        foreach (var (name, content) in ContentsOf(set))
        {
            var seal = known.GetValueOrDefault(name) ?? new RowSeal { Namespace = name.Namespace, Name = name.Name, KeyId = string.Empty, Seal = [] };
            if (!set.Keys.Exists(key => key.Id == seal.KeyId) || !content.AsSpan().SequenceEqual(before.GetValueOrDefault(name)))
            {
                var key = await envelope.CurrentKeyAsync(set, cancellationToken);
                (seal.KeyId, seal.Seal) = (key.Id, await envelope.SignAsync(key, content, cancellationToken));
            }

            renewed.Add(seal);
        }

        return renewed;
    }

    // The names hold no line end.
    private static byte[] ContentOf(IGrouping<CredentialName, SealedRecord> rows)
    {
        var content = new StringBuilder();
        content.Append(CultureInfo.InvariantCulture, $"rows\n{rows.Key.Namespace}\n{rows.Key.Name}\n");
        foreach (var row in rows.OrderBy(static row => row.Version))
        {
            content.Append(CultureInfo.InvariantCulture, $"{row.Version}|{row.CreatedAt.UtcTicks}|{row.DeletedAt?.UtcTicks}|{row.KeyId}|{Convert.ToHexString(SHA256.HashData(row.Sealed))}\n");
        }

        return Encoding.UTF8.GetBytes(content.ToString());
    }

    private static CredentialName NameOf(RowSeal seal) => new(seal.Namespace, seal.Name);

    private static CredentialIntegrityException Damaged(CredentialName name) => new(
        $"The rows of {name} are not as they were written: damaged, moved or changed from outside. Nothing of them is used. "
        + "Restore the database from a backup, or delete what the tables credentials and credential_seals have of that name, and set it anew.");
}
