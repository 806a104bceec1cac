using System.Diagnostics;

namespace DeploymentFlex.TestSupport;

/// <summary>The password of <c>postgres</c> on a PostgreSQL of any kind.</summary>
internal static class PostgresPassword
{
    /// <summary>Changes it, and ends the connections that were made with the old one.</summary>
    public static async Task ChangeAsync(ProcessStartInfo client, string host, int port, string from, string to, CancellationToken cancellationToken)
    {
        foreach (var argument in new[] { "--quiet", "-h", host, "-p", $"{port}", "-U", "postgres", "--no-password" })
        {
            client.ArgumentList.Add(argument);
        }

        client.RedirectStandardInput = true;
        client.RedirectStandardOutput = true;
        client.Environment["PGPASSWORD"] = from;
        using var process = Process.Start(client)!;
        await process.StandardInput.WriteLineAsync(
            $"ALTER USER postgres PASSWORD '{to}'; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = 'postgres';");
        process.StandardInput.Close();
        await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
    }
}
