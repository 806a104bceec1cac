using System.Runtime.InteropServices;

namespace Aspire.Hosting.Execution;

/// <summary>The <c>dotnet</c> that runs this process, so that projects run on the same runtime.</summary>
internal static class DotNetHost
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        // The runtime lies in <root>/shared/Microsoft.NETCore.App/<version>/.
        var beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
