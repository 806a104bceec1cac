using Aspire.Hosting.ApplicationModel;

namespace DeploymentFlex.Hosting.RunFolders;

/// <summary>The log file of one resource. It is appended to; at <see cref="SizeLimit"/> it becomes <c>.1</c>, of which one is kept.</summary>
internal static class ResourceLogFile
{
    /// <summary>In bytes.</summary>
    public const long SizeLimit = 4 * 1024 * 1024;

    public static async Task WriteAsync(string path, IAsyncEnumerable<IReadOnlyList<LogLine>> lines)
    {
        await foreach (var batch in lines)
        {
            if (new FileInfo(path) is { Exists: true, Length: >= SizeLimit })
            {
                File.Move(path, path + ".1", overwrite: true);
            }

            await File.AppendAllLinesAsync(path, batch.Select(static line => line.Content));
        }
    }
}
