using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace DeploymentFlex.Layers.Isolation;

/// <summary>Networks as a setting lists them: <c>10.0.0.0/8,fd00::/8</c>.</summary>
public sealed class NetworkList
{
    private readonly IPNetwork[] _networks;

    private NetworkList(IPNetwork[] networks)
    {
        _networks = networks;
    }

    public static bool TryParse(string? text, [NotNullWhen(true)] out NetworkList? list)
    {
        var words = text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var networks = new IPNetwork[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (!IPNetwork.TryParse(words[i], out networks[i]))
            {
                list = null;
                return false;
            }
        }

        list = new NetworkList(networks);
        return networks.Length > 0;
    }

    public bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(_networks, network => network.Contains(plain));
    }
}
