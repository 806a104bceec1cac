namespace DeploymentFlex.Cli.Servers;

/// <summary>Keeps Debian's packages from starting the servers that they bring: the AppHost runs its own, on ports of its own.</summary>
internal sealed class DaemonStart : IDisposable
{
    // invoke-rc.d(8): exit code 101 forbids every action.
    private const string Refusal = "#!/bin/sh\nexit 101\n";

    private readonly string _policy;

    private DaemonStart(string policy) => _policy = policy;

    /// <returns>Allows starts again when it is disposed; null where a policy is in force already, which stays as it is.</returns>
    public static DaemonStart? Forbid(string policy = "/usr/sbin/policy-rc.d")
    {
        if (OperatingSystem.IsWindows() || File.Exists(policy))
        {
            return null;
        }

        File.WriteAllText(policy, Refusal);
        File.SetUnixFileMode(policy, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return new DaemonStart(policy);
    }

    public void Dispose() => File.Delete(_policy);
}
