namespace Projects;

/// <summary>By which a test names this AppHost, as the build writes it for a real one.</summary>
public sealed class TestAppHost;
