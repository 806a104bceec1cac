using System.Diagnostics;
using System.Text;

namespace DeploymentFlex.Cli;

/// <summary>Runs another program to its end and keeps what it said.</summary>
internal static class ChildProcess
{
    /// <param name="fileName">The program, looked up on the path.</param>
    /// <param name="arguments">Its arguments, each passed as it is.</param>
    /// <param name="folder">The folder it runs in.</param>
    /// <param name="onLine">Called for each line of either stream as it comes.</param>
    /// <param name="environment">Variables on top of this process's own.</param>
    /// <param name="input">What it reads on standard input.</param>
    /// <param name="cancellationToken">Ends the program and everything it started.</param>
    public static async Task<ChildResult> RunAsync(
        string fileName,
        IEnumerable<string> arguments,
        string folder,
        Action<string>? onLine = null,
        IReadOnlyDictionary<string, string>? environment = null,
        string? input = null,
        CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        try
        {
            await WriteAsync(process.StandardInput, input, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ChildResult(process.ExitCode, output.ToString());

        static async Task WriteAsync(StreamWriter writer, string? text, CancellationToken cancellationToken)
        {
            try
            {
                await writer.WriteAsync(text.AsMemory(), cancellationToken);
                writer.Close();
            }
            catch (IOException)
            {
                // It ended without reading; its exit code says why.
            }
        }

        void Keep(string? line)
        {
            if (line is null)
            {
                return;
            }

            lock (output)
            {
                output.AppendLine(line);
                onLine?.Invoke(line);
            }
        }
    }
}
