namespace DeploymentFlex.TestSupport.Faults;

/// <summary>Something that befalls a server, and its end.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Effect">What the server can still do.</param>
/// <param name="BeginAsync">Lets it begin; when it returns, it is on.</param>
/// <param name="EndAsync">Lets it end; when it returns, the server is able to answer.</param>
public sealed record Outage(string Name, OutageEffect Effect, Func<Task> BeginAsync, Func<CancellationToken, Task> EndAsync)
{
    /// <summary>The process is gone at once, and started again.</summary>
    public static Outage Killed(TestServer server) => new("killed", OutageEffect.Total, server.KillAsync, server.StartAsync);

    /// <summary>The process stands still (SIGSTOP), accepts connections and answers nothing.</summary>
    public static Outage StandsStill(TestServer server) => Make("stands still", OutageEffect.Total, server.Suspend, server.Resume);

    /// <summary>Nothing that is sent arrives on the other side.</summary>
    public static Outage CutOff(CuttableNetwork network) => Make("cut off", OutageEffect.Total, network.Cut, network.Mend);

    /// <summary>The disk is full; a server that gave up because of it is started again.</summary>
    public static Outage DiskFull(SmallDisk disk, TestServer? server = null) => new(
        "disk full",
        OutageEffect.Partial,
        () =>
        {
            disk.Fill();
            return Task.CompletedTask;
        },
        async cancellationToken =>
        {
            disk.Free();
            if (server is not null)
            {
                await server.ReviveAsync(cancellationToken);
            }
        });

    /// <summary>Everything arrives, but later.</summary>
    public static Outage Slow(SlowLine line, TimeSpan delay) =>
        Make("slow", OutageEffect.None, () => line.Delay = delay, () => line.Delay = TimeSpan.Zero);

    /// <summary>The password was changed on the server, and not in the settings of those who use it.</summary>
    public static Outage PasswordRotated(IPasswordServer server, string password)
    {
        const string rotated = "changed-on-the-server";
        return new(
            "another password",
            OutageEffect.Total,
            () => server.ChangePasswordAsync(password, rotated, CancellationToken.None),
            cancellationToken => server.ChangePasswordAsync(rotated, password, cancellationToken));
    }

    private static Outage Make(string name, OutageEffect effect, Action begin, Action end) => new(
        name,
        effect,
        () =>
        {
            begin();
            return Task.CompletedTask;
        },
        _ =>
        {
            end();
            return Task.CompletedTask;
        });
}
