using System.Diagnostics;

namespace DeploymentFlex.TestSupport;

/// <summary>Chroma, which asks for no password.</summary>
public sealed class ChromaServer : TestServer, INamedServer
{
    private const string Name = "chroma";

    private static readonly string s_folder = Path.Combine(Clone.Root, ".flex", Name, "node_modules", ".bin");

    private readonly string _program = FindProgram();

    public static string Product => "Chroma";

    public static string Version => Program.VersionOf(FindProgram(), "--version");

    public static bool IsInstalled => InstalledProgram.TryFind(Name, s_folder) is not null;

    public string Address => AddressAt(Port);

    /// <summary>The server behind another port of the host.</summary>
    public string AddressAt(int port) => $"http://{Host}:{port}";

    protected override ProcessStartInfo CreateStart() => new(_program, ["run", "--path", Path.Combine(Folder, "data"), "--host", Host, "--port", $"{Port}"]);

    private static string FindProgram() =>
        InstalledProgram.Find(Name, "./flex servers install, or npm install chromadb@3.0.0", s_folder);
}
