using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>The account that a server runs as when the AppHost runs as root, and the server does not.</summary>
internal sealed class UnprivilegedAccount
{
    private static readonly string[] s_names = ["postgres", "nobody"];

    private readonly string _setpriv;
    private readonly string _user;
    private readonly string _group;

    private UnprivilegedAccount(string setpriv, string user, string group)
    {
        _setpriv = setpriv;
        _user = user;
        _group = group;
    }

    public static bool Needed => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>What goes before a command that is to run as this account.</summary>
    public IReadOnlyList<string> Command => [_setpriv, $"--reuid={_user}", $"--regid={_group}", "--clear-groups", "--"];

    /// <returns>Null where there is no such account, or no setpriv (util-linux) to become it.</returns>
    public static UnprivilegedAccount? Find()
    {
        if (InstalledProgram.Find("setpriv") is not { } setpriv || !File.Exists("/etc/passwd"))
        {
            return null;
        }

        // name:password:user:group:…
        var accounts = File.ReadLines("/etc/passwd").Select(static line => line.Split(':')).Where(static fields => fields.Length > 3).ToList();
        return s_names
            .Select(name => accounts.Find(fields => fields[0] == name))
            .Where(static fields => fields is not null)
            .Select(fields => new UnprivilegedAccount(setpriv, fields![2], fields[3]))
            .FirstOrDefault();
    }

    /// <returns>The folder itself where the account can reach it; else one under /var/lib that is this folder's alone.</returns>
    public static string Place(string folder, UnprivilegedAccount? account)
    {
        if (account is null || OperatingSystem.IsWindows() || IsReachable(Path.GetDirectoryName(folder)!))
        {
            return folder;
        }

        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12];
        var parent = Directory.CreateDirectory("/var/lib/deploymentflex");
        parent.UnixFileMode |= UnixFileMode.OtherExecute;
        return Path.Combine(parent.FullName, $"{Path.GetFileName(folder)}-{key}");
    }

    /// <summary>Makes the account the owner of a folder and of what is in it.</summary>
    /// <exception cref="DistributedApplicationException">The file system does not allow it.</exception>
    public void TakeOver(string folder)
    {
        using var chown = Process.Start(new ProcessStartInfo("chown", ["--recursive", $"{_user}:{_group}", folder]) { RedirectStandardError = true })!;
        var problem = chown.StandardError.ReadToEnd();
        chown.WaitForExit();
        if (chown.ExitCode != 0)
        {
            throw new DistributedApplicationException($"The folder of its data cannot be given to the account that it runs as: {problem.Trim()}");
        }
    }

    // A folder that is not there yet will be made, with the usual rights.
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool IsReachable(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
        {
            if (place.Exists && !place.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }
}
