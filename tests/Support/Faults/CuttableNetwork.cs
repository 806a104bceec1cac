using System.Diagnostics;
using System.Globalization;

namespace DeploymentFlex.TestSupport.Faults;

/// <summary>
/// A network namespace for a server, on a cable that can be cut: what is sent gets no answer, not even a refusal. It needs
/// Linux and root; without, the test is skipped, or fails where the run must be complete.
/// </summary>
public sealed class CuttableNetwork : IDisposable
{
    /// <summary>Every address that such a network can have: those kept for tests of networks (RFC 2544).</summary>
    public const string All = "198.18.0.0/15";

    private const string Install = "./flex servers install, or on Debian apt-get install iproute2";
    private const int Networks = 1 << 15;
    private const int PerProcess = 64;

    private static int s_count;

    private readonly string _ip = InstalledProgram.Find("ip", Install);
    private readonly string _name;

    public CuttableNetwork()
    {
        RootOnly.Require("Network namespaces");
        var number = ((Environment.ProcessId * PerProcess) + Interlocked.Increment(ref s_count)) % Networks;
        _name = string.Create(CultureInfo.InvariantCulture, $"flex{number}");
        ServerAddress = Address(number, 2);

        Program.Run(_ip, "netns", "add", _name);
        Program.Run(_ip, "link", "add", _name, "type", "veth", "peer", "name", "cable", "netns", _name);
        Program.Run(_ip, "address", "add", $"{Address(number, 1)}/30", "dev", _name);
        Program.Run(_ip, "link", "set", _name, "up");
        Program.Run(_ip, "-n", _name, "link", "set", "lo", "up");
        Program.Run(_ip, "-n", _name, "address", "add", $"{ServerAddress}/30", "dev", "cable");
        Mend();
    }

    /// <summary>The address of the server in it.</summary>
    public string ServerAddress { get; }

    public void Cut() => Program.Run(_ip, "-n", _name, "link", "set", "cable", "down");

    public void Mend() => Program.Run(_ip, "-n", _name, "link", "set", "cable", "up");

    /// <summary>The same program, started in the network.</summary>
    public ProcessStartInfo Inside(ProcessStartInfo start)
    {
        ArgumentNullException.ThrowIfNull(start);
        var inside = new ProcessStartInfo(_ip, ["netns", "exec", _name, start.FileName, .. start.ArgumentList]);
        foreach (var (name, value) in start.Environment)
        {
            inside.Environment[name] = value;
        }

        return inside;
    }

    public void Dispose() => Program.Run(_ip, "netns", "delete", _name);

    private static string Address(int number, int host)
    {
        var low = (number * 4) + host;
        return string.Create(CultureInfo.InvariantCulture, $"198.{18 + (low >> 16)}.{(low >> 8) & 255}.{low & 255}");
    }
}
