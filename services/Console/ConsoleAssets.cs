using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace DeploymentFlex.Services.Console;

/// <summary>
/// The style sheets, scripts and pictures, under an address that holds a hash of them all: a browser keeps them for
/// good, a new release has new addresses, and scripts import each other by plain relative names.
/// </summary>
public sealed class ConsoleAssets
{
    private const string Prefix = "assets/";

    private readonly FrozenDictionary<string, Asset> _assets;

    public ConsoleAssets()
    {
        var assembly = typeof(ConsoleAssets).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var assets = new Dictionary<string, Asset>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            hash.AppendData(bytes);
            assets.Add(resource[Prefix.Length..], new Asset(bytes, Compress(bytes), TypeOf(resource)));
        }

        _assets = assets.ToFrozenDictionary(StringComparer.Ordinal);
        Version = Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
        StyleSheets = [.. _assets.Keys.Where(static name => name.EndsWith(".css", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The hash of all assets.</summary>
    public string Version { get; }

    /// <summary>The style sheets in the order in which they apply.</summary>
    public IReadOnlyList<string> StyleSheets { get; }

    /// <summary>The address of an asset.</summary>
    public string Href(string name) => $"/assets/{Version}/{name}";

    internal IResult Serve(HttpContext context, string version, string name)
    {
        if (version != Version || !_assets.TryGetValue(name, out var asset))
        {
            return Results.NotFound();
        }

        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        headers.XContentTypeOptions = "nosniff";
        if (!context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            return Results.Bytes(asset.Bytes, asset.ContentType);
        }

        headers.ContentEncoding = "gzip";
        return Results.Bytes(asset.Compressed, asset.ContentType);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        _ => "image/svg+xml",
    };

    private sealed record Asset(byte[] Bytes, byte[] Compressed, string ContentType);
}
