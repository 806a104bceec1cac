namespace DeploymentFlex.Telemetry.Prometheus;

/// <summary>Names as Prometheus takes them from a text: letters of ASCII, digits and underscores.</summary>
internal static class PrometheusNames
{
    public static string Sanitize(string name)
    {
        var isFirstDigit = name.Length > 0 && char.IsAsciiDigit(name[0]);
        var sane = string.Create(name.Length + (isFirstDigit ? 1 : 0), name, static (output, from) =>
        {
            output[0] = '_';
            var rest = output[^from.Length..];
            for (var i = 0; i < rest.Length; i++)
            {
                rest[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
            }
        });
        return sane.Length == 0 ? "_" : sane;
    }
}
