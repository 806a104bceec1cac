using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Decides what of a resource's settings may be shown. A secret is masked before it becomes part of a snapshot, so that
/// no reader of snapshots, the dashboard among them, can let it out.
/// </summary>
internal static partial class Secrets
{
    public const string Mask = "********";

    // A word that ends like these names a secret: API_KEY, MasterKey, PGPASSWORD. KEYROUTER does not.
    private static readonly string[] s_endings = ["KEY", "KEYS", "PASSWORD", "PASSPHRASE", "PWD", "SECRET", "SECRETS", "TOKEN", "CREDENTIALS"];

    /// <param name="name">The name of the variable.</param>
    /// <param name="source">What its value is made of: a text, a parameter, an expression.</param>
    /// <param name="text">The value itself.</param>
    /// <returns>The value, or the mask in its place.</returns>
    public static string Show(string name, object? source, string text) =>
        text.Length > 0 && (IsSecretName(name) || IsMadeOfSecret(source)) ? Mask : Show(source, text);

    /// <inheritdoc cref="Show(string, object?, string)"/>
    public static string Show(object? source, string text) => IsMadeOfSecret(source) || HoldsPassword().IsMatch(text) ? Mask : text;

    private static bool IsSecretName(string name) =>
        name is "OTEL_EXPORTER_OTLP_HEADERS" || Words().EnumerateMatches(name) is var words && AnySecret(words, name);

    private static bool AnySecret(Regex.ValueMatchEnumerator words, string name)
    {
        foreach (var word in words)
        {
            var text = name.AsSpan(word.Index, word.Length);
            foreach (var ending in s_endings)
            {
                if (text.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsMadeOfSecret(object? source) => IsMadeOfSecret(source, []);

    private static bool IsMadeOfSecret(object? source, HashSet<object> seen) => source switch
    {
        null => false,
        ParameterResource parameter => parameter.Secret,
        IResourceBuilder<IResource> builder => IsMadeOfSecret(builder.Resource, seen),
        IValueWithReferences value => seen.Add(value) && value.References.Any(part => IsMadeOfSecret(part, seen)),
        _ => false,
    };

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();

    /// <summary><c>Password=…</c> and its like in a connection string or on a command line, and <c>user:password@</c> in an address.</summary>
    [GeneratedRegex(
        @"(password|passwd|pwd|secret|token|key|sig|signature)\s*[=:]\s*[^\s;,]|://[^/\s@]*:[^/\s@]+@",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex HoldsPassword();
}
