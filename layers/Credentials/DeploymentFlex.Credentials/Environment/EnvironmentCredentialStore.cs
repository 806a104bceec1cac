using System.Collections;

namespace DeploymentFlex.Credentials.Environment;

/// <summary>
/// Credentials in environment variables named <c>CREDENTIAL__namespace__name</c>, read only and in clear. The name is looked
/// for as it is, then in capital letters with <c>_</c> for <c>.</c> and <c>-</c>, as shells want it.
/// </summary>
public sealed class EnvironmentCredentialStore : ICredentialStore
{
    private const string Prefix = "CREDENTIAL__";
    private const string Between = "__";

    private readonly Func<IEnumerable<KeyValuePair<string, string>>> _read;
    private readonly DateTimeOffset _since;

    /// <param name="time">The clock: a variable tells no time, so all are from the start of the process.</param>
    /// <param name="read">Reads the variables; null for the process's own.</param>
    public EnvironmentCredentialStore(TimeProvider time, Func<IEnumerable<KeyValuePair<string, string>>>? read = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _since = time.GetUtcNow();
        _read = read ?? ReadProcess;
    }

    public ValueTask<Credential?> GetAsync(CredentialName name, CancellationToken cancellationToken)
    {
        CredentialName.Check(name);
        return new(Find(name) is { } secret ? new Credential(InfoOf(name), secret) : null);
    }

    public ValueTask<Credential?> GetVersionAsync(CredentialName name, int version, CancellationToken cancellationToken) =>
        version == 1 ? GetAsync(name, cancellationToken) : new((Credential?)null);

    public ValueTask<CredentialInfo> SetAsync(CredentialName name, string secret, CancellationToken cancellationToken) => throw ReadOnly(name);

    public ValueTask<bool> DeleteAsync(CredentialName name, CancellationToken cancellationToken) => throw ReadOnly(name);

    public ValueTask<bool> RecoverAsync(CredentialName name, CancellationToken cancellationToken) => throw ReadOnly(name);

    /// <summary>The names as the variables have them.</summary>
    public ValueTask<IReadOnlyList<CredentialInfo>> ListAsync(string @namespace, CancellationToken cancellationToken) =>
        new([.. Names().Where(name => Matches(name.Namespace, @namespace)).Select(InfoOf).OrderBy(static info => info.Name.Name, StringComparer.Ordinal)]);

    public async ValueTask<IReadOnlyList<CredentialInfo>> ListVersionsAsync(CredentialName name, CancellationToken cancellationToken) =>
        await GetAsync(name, cancellationToken) is { } found ? [found.Info] : [];

    public ValueTask<IReadOnlyList<string>> ListNamespacesAsync(CancellationToken cancellationToken) =>
        new([.. Names().Select(static name => name.Namespace).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    private string? Find(CredentialName name)
    {
        // What has the separator in it could be read in two ways.
        if (!IsPlain(name.Namespace) || !IsPlain(name.Name))
        {
            return null;
        }

        var variables = _read().ToDictionary(StringComparer.Ordinal);
        return variables.GetValueOrDefault($"{Prefix}{name.Namespace}{Between}{name.Name}")
            ?? variables.GetValueOrDefault($"{Prefix}{Shell(name.Namespace)}{Between}{Shell(name.Name)}");
    }

    private IEnumerable<CredentialName> Names() =>
        from variable in _read()
        where variable.Key.StartsWith(Prefix, StringComparison.Ordinal)
        let parts = variable.Key[Prefix.Length..].Split(Between)
        where parts.Length == 2 && CredentialName.IsSegment(parts[0]) && CredentialName.IsSegment(parts[1])
        select new CredentialName(parts[0], parts[1]);

    private CredentialInfo InfoOf(CredentialName name) => new(name, 1, _since);

    private static bool Matches(string variable, string asked) => variable == asked || variable == Shell(asked);

    private static bool IsPlain(string segment) => !segment.Contains(Between, StringComparison.Ordinal) && segment[0] is not '_' && segment[^1] is not '_';

    private static string Shell(string segment) => segment.ToUpperInvariant().Replace('.', '_').Replace('-', '_');

    private static CredentialReadOnlyException ReadOnly(CredentialName name) =>
        new($"{name} cannot be changed: the environment is only read. Set the variable {Prefix}{Shell(name.Namespace)}{Between}{Shell(name.Name)} and start anew.");

    private static IEnumerable<KeyValuePair<string, string>> ReadProcess() =>
        from DictionaryEntry variable in System.Environment.GetEnvironmentVariables()
        select new KeyValuePair<string, string>((string)variable.Key, (string?)variable.Value ?? string.Empty);
}
