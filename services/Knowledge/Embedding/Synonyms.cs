using System.Collections.Frozen;

namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>
/// The abbreviations that logs are written in, and words that say the same about software. General English and the
/// jargon of operating systems and servers; no product's own words.
/// </summary>
internal static class Synonyms
{
    private static readonly string[] s_groups =
    [
        "authentication authenticate authenticated auth authn",
        "authorization authorize authorized authz",
        "configuration configure config conf cfg configs",
        "connection connect connections conn cnxn",
        "initialization initialize initialise initialisation initialized initialised init",
        "synchronization synchronize synchronise synchronisation synchronized synchronised sync",
        "database databases db",
        "directory directories dir folder",
        "environment environ env",
        "error err",
        "exception exc",
        "failure failures fail failed",
        "password passwd pwd passphrase",
        "administrator admin",
        "address addr",
        "application app",
        "argument arg",
        "attribute attr",
        "certificate cert",
        "command cmd",
        "destination dest dst",
        "source src",
        "document doc",
        "execute exec execution",
        "identifier id ident",
        "information info",
        "interface iface",
        "kilobyte kb",
        "megabyte mb",
        "gigabyte gb",
        "library lib",
        "maximum max",
        "minimum min",
        "memory mem",
        "message msg",
        "milliseconds millis msec ms",
        "number num",
        "parameter param",
        "permission perm",
        "process proc",
        "protocol proto",
        "receive recv rcv",
        "repository repo",
        "request req",
        "response resp reply",
        "server srv",
        "service svc",
        "session sess",
        "temporary temp tmp",
        "transaction txn tx",
        "variable var",
        "version ver",
        "warning warn",
        "deny denied refuse reject forbid forbidden disallow",
        "delete remove erase del",
        "discard drop",
        "exit quit terminate end stop finish",
        "expire expiry timeout",
        "begin start launch",
        "create make",
        "find found locate",
        "ok okay success successful succeed successfully",
        "login logon signin",
        "logout logoff signout",
        "send sent transmit",
        "invalid illegal",
        "cannot cant",
    ];

    private static readonly FrozenDictionary<string, string> s_canonical = Create();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_lookup =
        s_canonical.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The first word of a stem's group, or the stem itself.</summary>
    public static ReadOnlySpan<char> Canonical(ReadOnlySpan<char> stem) =>
        s_lookup.TryGetValue(stem, out var canonical) ? canonical : stem;

    private static FrozenDictionary<string, string> Create()
    {
        var canonical = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var words in s_groups.Select(static group => group.Split(' ')))
        {
            foreach (var word in words)
            {
                canonical.TryAdd(Stemmer.Stem(word).ToString(), Stemmer.Stem(words[0]).ToString());
            }
        }

        return canonical.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
