using DeploymentFlex.Credentials;
using DeploymentFlex.Credentials.AzureKeyVault;

namespace DeploymentFlex.Layers.Tests.Credentials.AzureKeyVault;

public class KeyVaultNamesTests
{
    [Theory]
    [InlineData("llm", "openai", "llm--openai")]
    [InlineData("llm", "open-ai", "llm--open-ai")]
    [InlineData("a", "B_c", "a-----42---5fc")]
    [InlineData("a-", "-b", "a---2d-----2db")]
    public void A_name_is_written_as_a_vault_allows_and_read_back(string @namespace, string name, string expected)
    {
        KeyVaultNames.Write(new CredentialName(@namespace, name)).ShouldBe(expected);
        KeyVaultNames.Read(expected).ShouldBe(new CredentialName(@namespace, name));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a--")]
    [InlineData("a----b")]
    [InlineData("a--b---zz")]
    [InlineData("A--b")]
    [InlineData("UUUUUUUUUUUUUUUUUUUUUUUU--UUUU")]
    public void What_others_named_is_no_credential(string secret) => KeyVaultNames.Read(secret).ShouldBeNull();

    [Fact]
    public void A_name_that_is_too_long_there_is_refused() =>
        Should.Throw<ArgumentException>(() => KeyVaultNames.Write(new CredentialName(new string('a', 100), new string('b', 100)))).Message.ShouldContain("too long");
}
