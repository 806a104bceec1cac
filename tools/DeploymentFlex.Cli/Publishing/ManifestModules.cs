using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeploymentFlex.Cli.Publishing;

/// <summary>Puts the Bicep modules of a manifest, which Aspire writes beside it, into a folder of their own.</summary>
internal static class ManifestModules
{
    private const string Pattern = "*.module.bicep";

    /// <summary>Moves them into the folder that is named like the manifest, in the place of those of an earlier one.</summary>
    /// <returns>How many there are.</returns>
    public static int Gather(string manifestPath)
    {
        var beside = Path.GetDirectoryName(manifestPath)!;
        var name = Path.GetFileNameWithoutExtension(manifestPath);
        var folder = Path.Combine(beside, name);
        Clear(folder);

        var manifest = JsonNode.Parse(File.ReadAllBytes(manifestPath))!;
        var modules = manifest["resources"]!.AsObject().Select(static resource => resource.Value!)
            .Where(static resource => resource["type"]!.GetValue<string>().StartsWith("azure.bicep.", StringComparison.Ordinal))
            .ToList();
        foreach (var module in modules)
        {
            var file = module["path"]!.GetValue<string>();
            Directory.CreateDirectory(folder);
            File.Move(Path.Combine(beside, file), Path.Combine(folder, file));
            module["path"] = $"{name}/{file}";
        }

        Write(manifest, manifestPath);
        return modules.Count;
    }

    private static void Clear(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var old in Directory.EnumerateFiles(folder, Pattern).ToList())
        {
            File.Delete(old);
        }

        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    private static void Write(JsonNode manifest, string path)
    {
        using var file = File.Create(path);
        using (var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            manifest.WriteTo(writer);
        }

        file.WriteByte((byte)'\n');
    }
}
