namespace DeploymentFlex.Layers.Configuration;

/// <summary><c>DATABASE_URL</c> and <c>DATABASE__*</c>.</summary>
internal static class DataAliases
{
    public static void Read(AliasReader env)
    {
        if (env["DATABASE__HOST"] is not null)
        {
            env.SetChain(Layer.Data, "postgres");
        }

        env.Copy("DATABASE__HOST", "Layers:Data:postgres:Host");
        env.Copy("DATABASE__PORT", "Layers:Data:postgres:Port");
        env.Copy("DATABASE__DATABASE", "Layers:Data:postgres:Database");
        env.Copy("DATABASE__USERNAME", "Layers:Data:postgres:Username");
        env.Copy("DATABASE__PASSWORD", "Layers:Data:postgres:Password");

        if (env["DATABASE_URL"] is { } url)
        {
            ReadUrl(env, url);
        }
    }

    private static void ReadUrl(AliasReader env, string url)
    {
        // A driver's name may follow the scheme, as in sqlite+aiosqlite:///folder.
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        var scheme = (colon < 0 ? url : url[..colon]).Split('+')[0].ToLowerInvariant();
        switch (scheme)
        {
            case "sqlite":
                env.SetChain(Layer.Data, "sqlite");
                if (Folder(url[(colon + 1)..]) is { } folder)
                {
                    env.Set("Layers:Data:sqlite:Path", folder);
                }

                break;
            case "postgresql" or "postgres" when colon > 0:
                env.SetChain(Layer.Data, "postgres");
                env.Set("Layers:Data:postgres:Url", "postgresql" + url[colon..]);
                break;
            default:
                env.Problems.Add("DATABASE_URL: must begin with sqlite: or postgresql: (a +driver may follow the name).");
                break;
        }
    }

    // Three slashes lead a relative path, four an absolute one, as SQLAlchemy writes them; a file names its folder.
    private static string? Folder(string rest)
    {
        var path = rest.StartsWith("///", StringComparison.Ordinal) ? rest[3..] : rest.TrimStart('/');
        if (path.Length == 0 || path is ":memory:")
        {
            return null;
        }

        return Path.HasExtension(path) ? Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : "." : path;
    }
}
