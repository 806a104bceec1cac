using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value made of random characters; published as the rule that makes it, never as the value.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    private const string LowerCharacters = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCharacters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string NumericCharacters = "0123456789";
    private const string SpecialCharacters = "-_.{}~()*+!";

    /// <summary>How many characters; at least one.</summary>
    public int MinLength { get; set; }

    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    public bool Special { get; set; } = true;

    public int MinLower { get; set; }

    public int MinUpper { get; set; }

    public int MinNumeric { get; set; }

    public int MinSpecial { get; set; }

    private IEnumerable<(string Name, bool Used, string Characters, int Minimum)> Classes =>
    [
        ("lower", Lower, LowerCharacters, MinLower),
        ("upper", Upper, UpperCharacters, MinUpper),
        ("numeric", Numeric, NumericCharacters, MinNumeric),
        ("special", Special, SpecialCharacters, MinSpecial),
    ];

    /// <exception cref="InvalidOperationException">No class of characters is allowed, or one that is not allowed has a minimum.</exception>
    public override string GetDefaultValue()
    {
        var wrong = Classes.FirstOrDefault(static set => set.Minimum < 0 || (!set.Used && set.Minimum > 0));
        if (wrong.Name is not null || MinLength < 1 || !Classes.Any(static set => set.Used))
        {
            throw new InvalidOperationException(
                "A generated value needs at least one character of at least one class, and a minimum for no class that is left out.");
        }

        var value = string.Concat(Classes.Select(static set => RandomNumberGenerator.GetString(set.Characters, set.Minimum)));
        var all = string.Concat(Classes.Where(static set => set.Used).Select(static set => set.Characters));
        var characters = (value + RandomNumberGenerator.GetString(all, Math.Max(0, MinLength - value.Length))).ToCharArray();
        RandomNumberGenerator.Shuffle<char>(characters);
        return new string(characters);
    }

    public override void WriteToManifest(ManifestPublishingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var writer = context.Writer;
        writer.WriteStartObject("generate");
        writer.WriteNumber("minLength", MinLength);
        foreach (var set in Classes.Where(static set => !set.Used))
        {
            writer.WriteBoolean(set.Name, false);
        }

        foreach (var set in Classes.Where(static set => set.Minimum > 0))
        {
            writer.WriteNumber($"min{char.ToUpperInvariant(set.Name[0])}{set.Name[1..]}", set.Minimum);
        }

        writer.WriteEndObject();
    }
}
