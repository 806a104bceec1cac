namespace DeploymentFlex.Services.Evidence.Uploads;

/// <summary>The largest upload.</summary>
internal static class UploadLimit
{
    /// <summary>What the parts of a form may weigh besides the file.</summary>
    public const long FormBytes = 64 * 1024;

    public static BadHttpRequestException Exceeded(long maxBytes) => new(
        $"The file is larger than {maxBytes} bytes, the limit that Evidence:MaxBytes sets; nothing of it was kept.",
        StatusCodes.Status413PayloadTooLarge);
}
