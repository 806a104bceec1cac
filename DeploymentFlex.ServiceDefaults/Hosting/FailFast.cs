using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;

namespace DeploymentFlex.ServiceDefaults.Hosting;

/// <summary>Ends a process whose settings are wrong with one message and exit code 78, and without a stack trace.</summary>
internal static class FailFast
{
    private static int s_installed;

    /// <summary>Covers what is thrown before the application is built: a mode that is none, say.</summary>
    public static void Install()
    {
        if (Interlocked.Exchange(ref s_installed, 1) == 0)
        {
            AppDomain.CurrentDomain.UnhandledException += static (_, args) =>
            {
                if (args.ExceptionObject is SettingsException error)
                {
                    Environment.Exit(Report(error));
                }
            };
        }
    }

    public static int Report(SettingsException error)
    {
        Console.Error.WriteLine("This deployment is not in order:");
        foreach (var line in error.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            Console.Error.WriteLine($"  {line}");
        }

        return LayerStartup.ExitCode;
    }
}
