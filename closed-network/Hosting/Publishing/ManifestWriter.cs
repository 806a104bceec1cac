using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>Writes the whole model, then what its expressions refer to.</summary>
internal sealed class ManifestWriter(ManifestPublishingContext context)
{
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    public async Task WriteAsync(DistributedApplicationModel model)
    {
        context.Writer.WriteStartObject();
        context.Writer.WriteStartObject("resources");
        foreach (var resource in model.Resources)
        {
            await WriteAsync(resource);
        }

        // What is written here may refer to more.
        while (context.References.Resources.Where(resource => !_written.Contains(resource.Name)).ToArray() is { Length: > 0 } referenced)
        {
            foreach (var resource in referenced)
            {
                await WriteAsync(resource);
            }
        }

        foreach (var (parameter, format) in context.References.Formats)
        {
            context.Writer.WriteStartObject(ManifestReferences.NameOf(parameter, format));
            context.Writer.WriteString("type", "annotated.string");
            context.Writer.WriteString("value", parameter.ValueExpression);
            context.Writer.WriteString("filter", format);
            context.Writer.WriteEndObject();
        }

        foreach (var conditional in context.References.Conditionals)
        {
            context.Writer.WriteStartObject(conditional.Name!);
            context.Writer.WriteString("type", "value.v0");
            context.Writer.WriteString("connectionString", await conditional.GetValueAsync(context.CancellationToken) ?? "");
            context.Writer.WriteEndObject();
        }

        context.Writer.WriteEndObject();
        context.Writer.WriteEndObject();
        await context.Writer.FlushAsync(context.CancellationToken);
    }

    private async Task WriteAsync(IResource resource)
    {
        _written.Add(resource.Name);
        var own = resource.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var annotation);
        if (own && annotation!.Callback is null)
        {
            return;
        }

        context.Writer.WriteStartObject(resource.Name);
        await (own ? annotation!.Callback!(context) : WriteKindAsync(resource));
        context.Writer.WriteEndObject();
    }

    private Task WriteKindAsync(IResource resource) => resource switch
    {
        ContainerResource container => context.WriteContainerAsync(container),
        ProjectResource project => WriteProjectAsync(project),
        ExecutableResource executable => WriteExecutableAsync(executable),
        ParameterResource parameter => WriteParameterAsync(parameter),
        IResourceWithConnectionString => WriteValueAsync(resource),
        _ => throw new DistributedApplicationException($"The resource '{resource.Name}' has no form in a manifest."),
    };

    private async Task WriteProjectAsync(ProjectResource project)
    {
        context.Writer.WriteString("type", "project.v0");
        context.Writer.WriteString("path", context.GetManifestRelativePath(project.GetProjectMetadata().ProjectPath));
        await context.WriteCommandLineArgumentsAsync(project);
        await context.WriteEnvironmentVariablesAsync(project);
        context.WriteBindings(project);
    }

    private async Task WriteExecutableAsync(ExecutableResource executable)
    {
        context.Writer.WriteString("type", "executable.v0");
        context.WriteConnectionString(executable);
        context.Writer.WriteString("workingDirectory", context.GetManifestRelativePath(executable.WorkingDirectory));
        context.Writer.WriteString("command", executable.Command);
        await context.WriteCommandLineArgumentsAsync(executable);
        await context.WriteEnvironmentVariablesAsync(executable);
        context.WriteBindings(executable);
    }

    private Task WriteParameterAsync(ParameterResource parameter)
    {
        var writer = context.Writer;
        writer.WriteString("type", "parameter.v0");
        if (parameter.IsConnectionString)
        {
            writer.WriteString("connectionString", parameter.ValueExpression);
        }

        writer.WriteString("value", $"{{{parameter.Name}.inputs.value}}");
        writer.WriteStartObject("inputs");
        writer.WriteStartObject("value");
        writer.WriteString("type", "string");
        if (parameter.Secret)
        {
            writer.WriteBoolean("secret", true);
        }

        if (parameter.Default is { } value)
        {
            writer.WriteStartObject("default");
            value.WriteToManifest(context);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        return Task.CompletedTask;
    }

    private Task WriteValueAsync(IResource resource)
    {
        context.Writer.WriteString("type", "value.v0");
        context.WriteConnectionString(resource);
        return Task.CompletedTask;
    }
}
