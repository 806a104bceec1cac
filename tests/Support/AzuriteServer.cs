using System.Diagnostics;
using System.Security.Cryptography;

namespace DeploymentFlex.TestSupport;

/// <summary>Azurite, Microsoft's emulator of Azure Blob Storage, with one account of its own.</summary>
public sealed class AzuriteServer : TestServer, INamedServer
{
    private const string Account = "tests";
    private const string Name = "azurite-blob";

    private static readonly string s_folder = Path.Combine(Clone.Root, ".flex", "azurite", "node_modules", ".bin");

    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
    private readonly string _program = FindProgram();

    public static string Product => "Azurite";

    public static string Version => Program.VersionOf(FindProgram(), "--version");

    public static bool IsInstalled => InstalledProgram.TryFind(Name, s_folder) is not null;

    /// <summary>The account, in Azure's form.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={_key};BlobEndpoint=http://{Host}:{Port}/{Account};";

    protected override ProcessStartInfo CreateStart()
    {
        var start = new ProcessStartInfo(
            _program,
            ["--blobHost", Host, "--blobPort", $"{Port}", "--location", Folder, "--silent", "--disableTelemetry", "--skipApiVersionCheck"]);
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{_key}";
        return start;
    }

    private static string FindProgram() => InstalledProgram.Find(Name, "./flex servers install, or npm install azurite", s_folder);
}
