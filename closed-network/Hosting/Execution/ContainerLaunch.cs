using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Execution;

/// <summary>
/// Starts a container through the engine's command line, which stays attached: it writes what the container writes, hands
/// signals on to it, and ends as it ends.
/// </summary>
internal sealed class ContainerLaunch : ResourceLaunch
{
    private readonly ContainerResource _container;
    private readonly IServiceProvider _services;
    private readonly ContainerEngine _engine;
    private readonly string _runId;
    private readonly string _name;

    public ContainerLaunch(ContainerResource container, IServiceProvider services)
    {
        _container = container;
        _services = services;
        _engine = services.GetRequiredService<ContainerEngine>();
        _runId = services.GetRequiredService<ProcessWarden>().RunId;
        _name = $"{container.Name}-{_runId[..8]}";
    }

    public override IReadOnlyList<ResourcePropertySnapshot> Properties => [new("container.image", Image), new("container.name", _name)];

    private string Image
    {
        get
        {
            var image = _container.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()
                ?? throw new DistributedApplicationException($"The container '{_container.Name}' has no image: call WithImage.");
            var name = image.Registry is { } registry ? $"{registry}/{image.Image}" : image.Image;
            return image.SHA256 is { } digest ? $"{name}@sha256:{digest}" : $"{name}:{image.Tag ?? "latest"}";
        }
    }

    public override async Task<ProcessStartInfo> PrepareAsync(CancellationToken cancellationToken)
    {
        var engine = await _engine.FindAsync();
        var environment = await ResourceValues.EnvironmentAsync(_container, _services, cancellationToken);
        var arguments = await ResourceValues.ArgumentsAsync(_container, _services, cancellationToken);

        // Values stay off the command line, which every user of the machine can read: the engine takes them from its own environment.
        var start = Session.OfItsOwn(engine, [.. Options(environment.Keys), Image, .. arguments]);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    public override Task CleanUpAsync() => _engine.RemoveAsync(_name);

    private IEnumerable<string> Options(IEnumerable<string> variables)
    {
        IEnumerable<string> options = ["run", "--rm", "--name", _name, "--label", $"{ContainerEngine.RunLabel}={_runId}"];
        options = options
            .Concat(_container.Annotations.OfType<EndpointAnnotation>().SelectMany(endpoint => new[] { "--publish", Published(endpoint) }))
            .Concat(_container.Annotations.OfType<ContainerMountAnnotation>().SelectMany(static mount => new[] { "--mount", Mounted(mount) }))
            .Concat(variables.SelectMany(static name => new[] { "--env", name }));
        return _container.Entrypoint is { } entrypoint ? options.Concat(["--entrypoint", entrypoint]) : options;
    }

    private static string Published(EndpointAnnotation endpoint)
    {
        var port = endpoint.AllocatedEndpoint!.Port;
        return string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}:{endpoint.TargetPort ?? port}/{endpoint.Protocol.ToString().ToLowerInvariant()}");
    }

    private static string Mounted(ContainerMountAnnotation mount)
    {
        var type = mount.Type is ContainerMountType.BindMount ? "bind" : "volume";
        var source = mount.Source is { } from ? $",source={from}" : "";
        return $"type={type}{source},target={mount.Target}{(mount.IsReadOnly ? ",readonly" : "")}";
    }
}
