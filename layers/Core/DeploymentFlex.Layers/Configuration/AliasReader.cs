using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Modes;
using Microsoft.Extensions.Configuration;

namespace DeploymentFlex.Layers.Configuration;

/// <summary>Reads the environment's names, and collects the settings that they stand for.</summary>
internal sealed class AliasReader(IConfiguration configuration)
{
    private readonly Dictionary<string, string> _origins = new(StringComparer.OrdinalIgnoreCase);
    private string _last = string.Empty;

    /// <summary>The settings found, by their own names.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What to tell the user, a sentence each.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Everything that is wrong, a line each.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The value of a name, or null when it is not set or empty. What is set next is set by it.</summary>
    public string? this[string name]
    {
        get
        {
            var value = Peek(name);
            _last = value is null ? _last : name;
            return value;
        }
    }

    /// <summary>The value of a name that only says more of another, or null when it is not set or empty.</summary>
    public string? Peek(string name) => configuration[name.Replace("__", ":", StringComparison.Ordinal)] is { Length: > 0 } value ? value : null;

    /// <summary>Sets what the name that was read last stands for. One that says otherwise than an earlier one wins over it, and it is told.</summary>
    public void Set(string setting, string? value)
    {
        if (Settings.TryGetValue(setting, out var earlier) && earlier != value && _origins[setting] != _last)
        {
            Notes.Add($"{_origins[setting]} and {_last} disagree on {setting}: {_last} counts.");
        }

        Settings[setting] = value;
        _origins[setting] = _last;
    }

    /// <summary>Tells of each name that has no effect, since the setting that it stands for is set to something else.</summary>
    public void NoteOverridden()
    {
        foreach (var (setting, name) in _origins)
        {
            var isChain = setting.EndsWith(":Chain", StringComparison.Ordinal);
            var set = isChain && ChainSettings.Names(configuration.GetSection(setting[..^":Chain".Length])) is { } chain ? string.Join(',', chain) : configuration[setting];
            if (set is not null && !string.Equals(set.Replace('_', '-'), Settings[setting]?.Replace('_', '-'), StringComparison.OrdinalIgnoreCase))
            {
                Notes.Add($"{name} and {setting} disagree: {setting} counts.");
            }
        }
    }

    public void SetChain(string layer, params string[] chain) => Set($"Layers:{layer}:Chain", string.Join(',', chain));

    /// <summary>Takes a value over as it is.</summary>
    public void Copy(string name, string setting)
    {
        if (this[name] is { } value)
        {
            Set(setting, value);
        }
    }

    /// <summary>The value in lower case with dashes, or null; one that is not among those allowed is a problem.</summary>
    public string? Choice(string name, params string[] allowed)
    {
        var value = this[name]?.Trim().ToLowerInvariant().Replace('_', '-');
        if (value is null || allowed.Contains(value, StringComparer.Ordinal))
        {
            return value;
        }

        Problems.Add($"{name}: '{this[name]}' is not known. Allowed: {string.Join(", ", allowed)}.");
        return null;
    }

    /// <summary>The value as a switch, or null; anything but true, false, 1, 0, yes, no, on and off is a problem.</summary>
    public bool? Switch(string name) => Choice(name, "true", "false", "1", "0", "yes", "no", "on", "off") switch
    {
        null => null,
        "true" or "1" or "yes" or "on" => true,
        _ => false,
    };

    /// <summary>The value as a whole number in a range, or null.</summary>
    public int? Number(string name, int from, int to)
    {
        if (this[name] is not { } value)
        {
            return null;
        }

        if (int.TryParse(value, out var number) && number >= from && number <= to)
        {
            return number;
        }

        Problems.Add($"{name}: '{value}' is not a whole number from {from} to {to}.");
        return null;
    }

    /// <summary>The mode that is set already, by the name of ours.</summary>
    public DeploymentMode? Mode => DeploymentModes.TryParse(configuration["Deployment:Mode"] ?? Settings.GetValueOrDefault("Deployment:Mode"), out var mode) ? mode : null;

    public bool HasMode => configuration["Deployment:Mode"] is { Length: > 0 };
}
