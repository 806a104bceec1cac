using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Jobs;

/// <summary>Checks what annotations do not reach: the handlers' addresses and the backoff.</summary>
internal sealed class JobsOptionsValidator : IValidateOptions<JobsOptions>
{
    public ValidateOptionsResult Validate(string? name, JobsOptions options)
    {
        var problems = new List<string>();
        foreach (var (type, address) in options.Handlers)
        {
            if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            {
                problems.Add($"Jobs:Handlers:{type}: '{address}' is not an address such as http://knowledge/internal/index.");
            }
        }

        var wrong = new List<ValidationResult>();
        Validator.TryValidateObject(options.Backoff, new ValidationContext(options.Backoff), wrong, validateAllProperties: true);
        problems.AddRange(wrong.Select(static problem => $"Jobs:Backoff:{string.Join('/', problem.MemberNames)}: {problem.ErrorMessage}"));
        if (options.Backoff.Initial > options.Backoff.Max)
        {
            problems.Add($"Jobs:Backoff:Initial ({options.Backoff.Initial}) is longer than Jobs:Backoff:Max ({options.Backoff.Max}).");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
