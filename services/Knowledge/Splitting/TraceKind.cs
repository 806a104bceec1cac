namespace DeploymentFlex.Services.Knowledge.Splitting;

/// <summary>A stack trace whose lines are known only from what came before them.</summary>
internal enum TraceKind
{
    None,
    Python,

    /// <summary>After the line that says what was raised.</summary>
    PythonRaised,
    Go,
}
