using System.Diagnostics;
using DeploymentFlex.Files.S3;
using DeploymentFlex.Layers.Http;

// Copies a folder into a bucket, several files at a time as its peers do; their programs' starts count as well.
const int FilesAtOnce = 8;
var (folder, bucket) = (args[0], args[1]);
var options = new S3Options
{
    Bucket = bucket,
    Endpoint = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3"),
    AccessKeyId = Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID"),
    SecretAccessKey = Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY"),
};
using var store = new S3FileStore(options, ServerHttp.CreateHandler(caFile: null), TimeProvider.System);
var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce }, async (path, token) =>
{
    await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
    await store.WriteAsync(Path.GetRelativePath(folder, path), content, content.Length, token);
});
Console.Error.WriteLine($"{files.Length} files, peak resident memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
