using System.Text;
using DeploymentFlex.Layers.RecordLogs;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Core.RecordLogs;

/// <summary>A log in a folder of its own.</summary>
public sealed class RecordLogFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("record-log-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "test.log");

    /// <summary>The records that the last opening found.</summary>
    public List<string> Found { get; } = [];

    public RecordLog Open(long maxBytes = 1 << 20, ushort version = 1, string kind = "TEST")
    {
        Found.Clear();
        var options = new RecordLogOptions { Path = Path, Kind = kind, Version = version, MaxBytes = maxBytes };
        return RecordLog.Open(options, record => Found.Add(Encoding.UTF8.GetString(record)), NullLogger.Instance);
    }

    public async Task<List<string>> ReadAsync()
    {
        await using var log = Open();
        return [.. Found];
    }

    public async Task WriteAsync(params IEnumerable<string> records)
    {
        await using var log = Open();
        foreach (var record in records)
        {
            await log.AppendAsync(Encoding.UTF8.GetBytes(record), CancellationToken.None);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
