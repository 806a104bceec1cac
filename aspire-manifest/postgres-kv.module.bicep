@description('The region of the vault.')
param location string = resourceGroup().location

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: take('postgres-kv-${uniqueString(resourceGroup().id)}', 24)
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
  }
  tags: {
    'aspire-resource-name': 'postgres-kv'
  }
}

output vaultUri string = vault.properties.vaultUri

output name string = vault.name

output id string = vault.id
