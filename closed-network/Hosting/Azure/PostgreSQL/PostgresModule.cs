using System.Text;

namespace Aspire.Hosting.Azure;

/// <summary>The Bicep module of a PostgreSQL server: the server, its databases and, with a password, their connection strings in a vault.</summary>
internal sealed class PostgresModule(AzurePostgresFlexibleServerResource server)
{
    public override string ToString()
    {
        var module = new StringBuilder();
        module.Append(Server);
        foreach (var (name, database) in server.Databases)
        {
            module.Append(Database(name, database));
        }

        if (server.Vault is { } vault)
        {
            module.Append(Vault(vault));
            module.Append(Secret("server", server.Name, ""));
            foreach (var (name, database) in server.Databases)
            {
                module.Append(Secret(Identifier(name), name, $";Database={database}"));
            }
        }

        return module.Append(Outputs).ToString();
    }

    private string Server => $$"""
        @description('The region of the server.')
        param location string = resourceGroup().location
        {{(server.UsePasswordAuthentication ? Parameters : "")}}
        resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
          name: take('{{server.Name}}-${uniqueString(resourceGroup().id)}', 63)
          location: location
          sku: {
            name: 'Standard_B1ms'
            tier: 'Burstable'
          }
          properties: {
            version: '17'
            {{(server.UsePasswordAuthentication ? Password : Identity)}}
            storage: {
              storageSizeGB: 32
            }
            backup: {
              backupRetentionDays: 7
              geoRedundantBackup: 'Disabled'
            }
            highAvailability: {
              mode: 'Disabled'
            }
          }
          tags: {
            'aspire-resource-name': '{{server.Name}}'
          }
        }

        // From Azure's own addresses alone.
        resource fromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = {
          parent: server
          name: 'AllowAllAzureIps'
          properties: {
            startIpAddress: '0.0.0.0'
            endIpAddress: '0.0.0.0'
          }
        }

        """;

    private const string Parameters = """

        param administratorLogin string

        @secure()
        param administratorLoginPassword string

        """;

    private const string Password = """
        administratorLogin: administratorLogin
            administratorLoginPassword: administratorLoginPassword
            authConfig: {
              activeDirectoryAuth: 'Disabled'
              passwordAuth: 'Enabled'
            }
        """;

    private const string Identity = """
        authConfig: {
              activeDirectoryAuth: 'Enabled'
              passwordAuth: 'Disabled'
            }
        """;

    private const string Outputs = """

        output hostName string = server.properties.fullyQualifiedDomainName

        output name string = server.name

        output id string = server.id
        """;

    private static string Database(string name, string database) => $$"""

        resource {{Identifier(name)}} 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
          parent: server
          name: '{{database}}'
        }

        """;

    private static string Vault(AzureKeyVaultResource vault) => $$"""

        param {{vault.BicepName}}_outputs_name string

        resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
          name: {{vault.BicepName}}_outputs_name
        }

        """;

    private static string Secret(string identifier, string resourceName, string database) => $$"""

        resource {{identifier}}_connection 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
          parent: vault
          name: '{{AzurePostgresFlexibleServerResource.SecretOf(resourceName)}}'
          properties: {
            value: 'Host=${server.properties.fullyQualifiedDomainName};Username=${administratorLogin};Password=${administratorLoginPassword}{{database}}'
          }
        }

        """;

    private static string Identifier(string name) => $"{name.Replace('-', '_')}_database";
}
