using System.Text;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using FsCheck;
using Prop = FsCheck.Fluent.Prop;

namespace Aspire.Hosting.Tests;

/// <summary>Whatever the texts and values are, none is lost, doubled or read as a placeholder.</summary>
public sealed class ReferenceExpressionPropertyTests
{
    [Fact]
    public void An_expression_is_its_parts_in_their_order() => Prop.ForAll<(string Text, string Value)[]>(parts =>
    {
        var builder = new ReferenceExpressionBuilder();
        var (value, published) = (new StringBuilder(), new StringBuilder());
        foreach (var (index, part) in parts.Index())
        {
            var text = WithoutPairs(part.Text);
            builder.AppendLiteral(text);
            builder.AppendFormatted(new ParameterResource($"p{index}", _ => part.Value ?? ""));
            value.Append(text).Append(part.Value);
            published.Append(text).Append($"{{p{index}.value}}");
        }

        var expression = builder.Build();
        var resolved = expression.GetValueAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() ?? "";
        return resolved == value.ToString() && expression.ValueExpression == published.ToString();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_path_in_a_manifest_leads_back_to_the_file() => Prop.ForAll<byte[], byte[]>((manifestFolders, fileFolders) =>
    {
        var manifest = PathOf(manifestFolders, "manifest.json");
        var file = PathOf(fileFolders, "file");
        using var nowhere = new Utf8JsonWriter(Stream.Null);
        var context = new ManifestPublishingContext(
            new DistributedApplicationExecutionContext(DistributedApplicationOperation.Publish), manifest, nowhere);

        var relative = context.GetManifestRelativePath(file);

        return !relative.Contains('\\') && Path.GetFullPath(relative, Path.GetDirectoryName(manifest)!) == file;
    }).QuickCheckThrowOnFailure();

    // A brace that is doubled already stands for itself once, as in Aspire; single ones are what is tested here.
    private static string WithoutPairs(string? text)
    {
        var kept = new StringBuilder();
        foreach (var c in text ?? "")
        {
            if (c is not ('{' or '}') || kept.Length == 0 || kept[^1] != c)
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }

    // Few names, so that paths often share folders.
    private static string PathOf(byte[] folders, string name) =>
        Path.Combine([Path.GetPathRoot(Path.GetTempPath())!, .. (folders ?? []).Select(static folder => $"f{folder % 3}"), name]);
}
