using Microsoft.Playwright;

namespace DeploymentFlex.Browser.Tests;

/// <summary>Drops a file on a part of a page, as a hand with a mouse does.</summary>
internal static class Dropping
{
    private const string Script = """
        (target, { name, type, base64 }) => {
          const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
          const transfer = new DataTransfer();
          transfer.items.add(new File([bytes], name, { type }));
          for (const kind of ['dragover', 'drop']) {
            target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
          }
        }
        """;

    public static Task DropAsync(this ILocator target, string name, string type, byte[] content) =>
        target.EvaluateAsync(Script, new { name, type, base64 = Convert.ToBase64String(content) });
}
