namespace DeploymentFlex.Architecture.Tests;

/// <summary>Dependencies point one way: services → ServiceDefaults → layers/Core, and services → the layers they use.</summary>
public class DependencyTests
{
    // A package of a vendor, or one that only makes sense with a vendor's server.
    private static readonly string[] s_vendors =
    [
        "Microsoft.EntityFrameworkCore.Sqlite", "Npgsql", "StackExchange.Redis", "AWSSDK", "Azure.", "RabbitMQ", "Qdrant", "Pinecone",
        "Chroma", "VaultSharp", "SQLitePCLRaw", "Microsoft.Data.Sqlite", "MongoDB", "Google.Cloud",
    ];

    // Turned commercial, or never was free: none of it comes in by an update.
    private static readonly string[] s_commercial = ["MassTransit", "MediatR", "AutoMapper", "FluentAssertions", "Duende."];

    public static TheoryData<ProjectFile> Projects => [.. ProjectFile.All];

    public static TheoryData<ProjectFile> Services => [.. ProjectFile.All.Where(static project => project.Room is "services")];

    [Fact]
    public void There_are_projects_to_look_at() => ProjectFile.All.Count.ShouldBeGreaterThan(15);

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_its_room_may(ProjectFile project)
    {
        foreach (var reference in project.References)
        {
            var room = reference.Split('/')[0];
            string[] allowed = project.Room switch
            {
                "layers" => ["layers"],
                "DeploymentFlex.ServiceDefaults" => ["layers"],
                "services" => ["layers", "DeploymentFlex.ServiceDefaults"],
                "hosting" => ["layers", "closed-network"],
                "closed-network" => ["closed-network"],
                "tools" => ["layers"],
                "DeploymentFlex.AppHost" => ["hosting", "services", "closed-network"],
                _ => throw new InvalidOperationException($"{project.Path} is in a room that the design does not know."),
            };
            var isAll = project is { Room: "services", Name: "All" } && room is "services";
            (isAll || allowed.Contains(room)).ShouldBeTrue($"{project.Path} references {reference}");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void ServiceDefaults_hosting_and_tools_know_the_core_alone(ProjectFile project)
    {
        if (project.Room is "services" or "layers" or "DeploymentFlex.AppHost")
        {
            return;
        }

        foreach (var reference in project.References.Where(static reference => reference.StartsWith("layers/", StringComparison.Ordinal)))
        {
            var name = reference.Split('/')[1];
            (name is "Core" || (project.Room is "DeploymentFlex.ServiceDefaults" && name is "Telemetry"))
                .ShouldBeTrue($"{project.Path} references {reference}");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_layer_references_its_own_contract_and_the_core(ProjectFile project)
    {
        if (project.Room is not "layers")
        {
            return;
        }

        // Rows of another layer are in databases of the data layer, by its own means.
        var others = Path.GetFileName(project.Folder).EndsWith(".Database", StringComparison.Ordinal) ? new[] { "Data" } : [];
        foreach (var reference in project.References)
        {
            reference.Split('/')[1].ShouldBeOneOf(["Core", project.Name, .. others]);
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Vendors_are_referenced_by_their_own_provider_project_alone(ProjectFile project)
    {
        var vendors = project.Packages.Where(static package =>
            s_vendors.Any(vendor => package.StartsWith(vendor, StringComparison.Ordinal))).ToList();
        if (vendors.Count == 0)
        {
            return;
        }

        project.Room.ShouldBe("layers", $"{project.Path} references {string.Join(", ", vendors)}");
        Path.GetFileNameWithoutExtension(project.Path).Count(static letter => letter is '.')
            .ShouldBeGreaterThanOrEqualTo(2, $"{project.Path} is a contract, not a provider, and references {string.Join(", ", vendors)}");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_package_is_commercial(ProjectFile project) =>
        project.Packages.Where(static package => s_commercial.Any(name => package.StartsWith(name, StringComparison.Ordinal))).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_names_no_vendor_and_no_other_service_in_its_code(ProjectFile project)
    {
        foreach (var path in project.Sources)
        {
            foreach (var line in File.ReadLines(path).Where(static line => line.TrimStart().StartsWith("using ", StringComparison.Ordinal) || line.StartsWith("@using ", StringComparison.Ordinal)))
            {
                s_vendors.Any(vendor => line.Contains($"using {vendor}", StringComparison.Ordinal)).ShouldBeFalse($"{path}: {line}");
                var isForeign = line.Contains("using DeploymentFlex.Services.", StringComparison.Ordinal)
                    && !line.Contains($"using DeploymentFlex.Services.{project.Name}", StringComparison.Ordinal);
                (isForeign && project.Name is not "All").ShouldBeFalse($"{path}: {line}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_has_a_short_program_and_no_settings_file(ProjectFile project)
    {
        var folder = Path.Combine(ProjectFile.Root, project.Folder);
        File.ReadLines(Path.Combine(folder, "Program.cs")).Count().ShouldBeLessThanOrEqualTo(20);
        Directory.EnumerateFiles(folder, "appsettings*.json").ShouldBeEmpty();
    }
}
