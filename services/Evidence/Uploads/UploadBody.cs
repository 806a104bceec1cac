using DeploymentFlex.Services.Evidence.Model;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace DeploymentFlex.Services.Evidence.Uploads;

/// <summary>The file in the body of a request: a form's part <c>file</c>, or the whole body with <c>?name=</c>.</summary>
/// <param name="Name">Its name, checked.</param>
/// <param name="Content">Its bytes, not yet read.</param>
/// <param name="Length">How many there will be, or null where the request does not tell.</param>
/// <param name="Rest">The form, to be read to its end; null for a raw body.</param>
internal sealed record UploadBody(string Name, Stream Content, long? Length, MultipartReader? Rest)
{
    private const int BoundaryLength = 70;
    private const int BufferBytes = 64 * 1024;

    /// <exception cref="BadHttpRequestException">400, 413 or 415; the message says what is wrong and what is allowed.</exception>
    public static async Task<UploadBody> OpenAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        if (request.Headers.ContentEncoding.ToString() is not ("" or "identity"))
        {
            throw new BadHttpRequestException(
                $"The content encoding '{request.Headers.ContentEncoding}' is not taken; send the file as it is.",
                StatusCodes.Status415UnsupportedMediaType);
        }

        var isForm = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase);
        if (request.ContentLength > (isForm ? maxBytes + UploadLimit.FormBytes : maxBytes))
        {
            throw UploadLimit.Exceeded(maxBytes);
        }

        return isForm
            ? await OpenFormAsync(request, type!, cancellationToken)
            : new UploadBody(EvidenceName.Check(request.Query["name"]), request.Body, request.ContentLength, Rest: null);
    }

    /// <summary>Reads what follows the file: nothing may.</summary>
    /// <exception cref="BadHttpRequestException">400: the form is cut off, or has another part.</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (Rest is not null && await NextAsync(Rest, cancellationToken) is { } other)
        {
            throw Unexpected(other.GetContentDispositionHeader());
        }
    }

    private static async Task<UploadBody> OpenFormAsync(HttpRequest request, MediaTypeHeaderValue type, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (!type.MatchesMediaType("multipart/form-data") || boundary.Length is 0 or > BoundaryLength)
        {
            throw new BadHttpRequestException(
                $"The content type is '{request.ContentType}'; send multipart/form-data with a boundary of 1 to {BoundaryLength} characters and one part 'file', or the file as the body with ?name=.",
                StatusCodes.Status415UnsupportedMediaType);
        }

        var reader = new MultipartReader(boundary, request.Body, BufferBytes) { BodyLengthLimit = null };
        var section = await NextAsync(reader, cancellationToken)
            ?? throw new BadHttpRequestException("The form is empty; send one part 'file' with a file name.");
        var disposition = section.GetContentDispositionHeader();
        if (disposition is null || HeaderUtilities.RemoveQuotes(disposition.Name) != "file")
        {
            throw Unexpected(disposition);
        }

        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
        return new UploadBody(EvidenceName.Check(name.Value), section.Body, Length: null, reader);
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception error) when (error is (IOException or InvalidDataException) and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form is cut off or not well-formed; nothing of it was kept.", error);
        }
    }

    private static BadHttpRequestException Unexpected(ContentDispositionHeaderValue? disposition) => new(
        $"The form has a part '{HeaderUtilities.RemoveQuotes(disposition?.Name ?? string.Empty)}'; send one part 'file' with a file name, and no other.");
}
