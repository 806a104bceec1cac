using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace DeploymentFlex.ClosedNetwork;

/// <summary>
/// Makes EF Core's SQLite provider work with the SQLitePCLRaw 2.0.6 of a partial package source. Compiled into
/// the project that references the provider, and into no other.
/// </summary>
internal static class SqliteAssemblies
{
    private const int BundledVersion = 3_035_005;

#pragma warning disable CA2255 // A module initializer is the only hook that runs before the first use of the provider.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Initialize()
    {
        // The provider was built against SQLitePCLRaw 2.1 and asks for that version; the API it uses is in 2.0.6.
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
            name.Name is { } simple && simple.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal)
                ? LoadBeside(context, simple)
                : null;

        // The bundled SQLite is 3.35.5; a newer one of the system is taken when there is one.
        NativeLibrary.SetDllImportResolver(Assembly.Load("SQLitePCLRaw.provider.e_sqlite3"), static (name, _, _) =>
            name is "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var library) && IsNewer(library) ? library : IntPtr.Zero);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int LibVersionNumber();

    private static bool IsNewer(IntPtr library) =>
        NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var function)
        && Marshal.GetDelegateForFunctionPointer<LibVersionNumber>(function)() > BundledVersion;

    private static Assembly? LoadBeside(AssemblyLoadContext context, string simpleName)
    {
        var path = Path.Combine(AppContext.BaseDirectory, simpleName + ".dll");
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }
}
