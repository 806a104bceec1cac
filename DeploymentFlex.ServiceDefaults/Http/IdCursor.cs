using System.Buffers.Text;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.ServiceDefaults.Http;

/// <summary>The place in a list where the next page starts: the id of the last item of the page before, in base64url.</summary>
public static class IdCursor
{
    public static string Write(Guid last) => Base64Url.EncodeToString(last.ToByteArray());

    /// <exception cref="BadHttpRequestException">400: not a cursor of an earlier page.</exception>
    public static Guid? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        return text.Length is 22 && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written is 16
            ? new Guid(bytes)
            : throw new BadHttpRequestException($"The cursor '{text}' is not one that a list answered.");
    }
}
