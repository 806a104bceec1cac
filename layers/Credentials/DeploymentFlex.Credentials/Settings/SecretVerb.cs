using System.Globalization;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Modes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Credentials.Settings;

/// <summary>
/// The verb <c>secret</c>: puts credentials in, lists them, takes them away, and changes the keys that they are encrypted
/// with. A secret comes by standard input, never by the command line, and none is ever printed.
/// </summary>
internal sealed class SecretVerb(IConfiguration configuration, IHostEnvironment environment, DeploymentOptions deployment) : IServiceVerb
{
    private const string Usage =
        "Allowed: set <namespace/name> (the secret by standard input), list [namespace], versions <namespace/name>, delete <namespace/name>, recover <namespace/name>, rotate, rewrap.";

    public string Name => "secret";

    /// <summary>Where a secret is read from; standard input unless set.</summary>
    internal TextReader? Input { get; init; }

    /// <returns>0; 1 when there is no such credential, or the provider does not do it.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var command = Understand(arguments, output, cancellationToken);
        try
        {
            // Who puts secrets in is who prepares the deployment: its tables are made with the first.
            await using var host = await CredentialHost.OpenAsync(
                configuration, environment.ContentRootPath, deployment.Service, migrates: true, cancellationToken);
            return await command(host);
        }
        catch (Exception error) when (error is LayerUnavailableException or LayerAnswerException)
        {
            await output.WriteLineAsync($"{error.Message} {error.InnerException?.Message}".TrimEnd());
            return 1;
        }
    }

    private Func<CredentialHost, Task<int>> Understand(IReadOnlyList<string> arguments, TextWriter output, CancellationToken token)
    {
        switch (arguments)
        {
            case ["set", var text]:
                var name = Parse(text);
                return host => SetAsync(host.Store, name, output, token);
            case ["list"]:
                return async host => await ListAsync(host.Store, await host.Store.ListNamespacesAsync(token), output, token);
            case ["list", var @namespace]:
                return host => ListAsync(host.Store, [@namespace], output, token);
            case ["versions", var text]:
                name = Parse(text);
                return async host => await PrintAsync(await host.Store.ListVersionsAsync(name, token), output);
            case ["delete", var text]:
                name = Parse(text);
                return async host => await SayAsync(await host.Store.DeleteAsync(name, token), $"{name}: deleted", $"{name}: there is none", output);
            case ["recover", var text]:
                name = Parse(text);
                return async host => await SayAsync(await host.Store.RecoverAsync(name, token), $"{name}: recovered", $"{name}: none is deleted", output);
            case ["rotate"]:
                return host => RotateAsync(host.Primary, static (keys, token) => keys.RotateAsync(token), "encrypted anew with a new data key", output, token);
            case ["rewrap"]:
                return host => RotateAsync(host.Primary, static (keys, token) => keys.RewrapAsync(token), "data keys wrapped under the current master key", output, token);
            default:
                throw new VerbUsageException($"{string.Join(' ', ["secret", .. arguments])}: is not understood. {Usage}");
        }
    }

    private async Task<int> SetAsync(ICredentialStore store, CredentialName name, TextWriter output, CancellationToken cancellationToken)
    {
        var text = await (Input ?? Console.In).ReadToEndAsync(cancellationToken);
        var secret = text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
        if (secret.Length == 0)
        {
            throw new VerbUsageException($"secret set {name}: nothing came by standard input.");
        }

        var info = await store.SetAsync(name, secret, cancellationToken);
        await output.WriteLineAsync($"{name}: version {info.Version} is set");
        return 0;
    }

    private static async Task<int> ListAsync(ICredentialStore store, IEnumerable<string> namespaces, TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var @namespace in namespaces)
        {
            await PrintAsync(await store.ListAsync(@namespace, cancellationToken), output);
        }

        return 0;
    }

    private static async Task<int> PrintAsync(IReadOnlyList<CredentialInfo> infos, TextWriter output)
    {
        foreach (var info in infos)
        {
            var deleted = info.IsDeleted ? "  deleted" : string.Empty;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{info.Name}  version {info.Version}  {info.CreatedAt:u}{deleted}"));
        }

        return 0;
    }

    private static async Task<int> RotateAsync(
        ICredentialStore store, Func<IKeyRotation, CancellationToken, ValueTask<int>> rotate, string done, TextWriter output, CancellationToken cancellationToken)
    {
        if (store is not IKeyRotation keys)
        {
            await output.WriteLineAsync("The provider of this deployment keeps its keys by itself.");
            return 1;
        }

        await output.WriteLineAsync($"{await rotate(keys, cancellationToken)} {done}");
        return 0;
    }

    private static async Task<int> SayAsync(bool done, string yes, string no, TextWriter output)
    {
        await output.WriteLineAsync(done ? yes : no);
        return done ? 0 : 1;
    }

    private static CredentialName Parse(string text) => CredentialName.TryParse(text, out var name) ? name : throw new VerbUsageException(
        $"'{text}' does not name a credential. Allowed: namespace/name, each of A-Z, a-z, 0-9, '.', '_' and '-'.");
}
