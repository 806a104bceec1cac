namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>How the bytes of a file are read as lines; decided by its byte order mark.</summary>
public enum LineEncoding
{
    /// <summary>UTF-8; a line that is not valid UTF-8 is read as Latin-1.</summary>
    Utf8,

    /// <summary>UTF-16 with the mark FF FE.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16 with the mark FE FF.</summary>
    Utf16BigEndian,
}
