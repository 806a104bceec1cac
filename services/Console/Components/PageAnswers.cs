namespace DeploymentFlex.Services.Console.Components;

/// <summary>What a page answers other than 200.</summary>
internal static class PageAnswers
{
    /// <summary>Answers with the page's own content and the status 404.</summary>
    public static void AnswerNotFound(this HttpContext context) => context.Response.OnStarting(
        static state =>
        {
            // A status that is set while a page is rendered makes Blazor drop the page; one that is set as it is sent does not.
            ((HttpResponse)state).StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        },
        context.Response);

    /// <summary>
    /// Leads the browser on once a form was handled. The address is relative: behind the gateway this process does not
    /// know by which name it was called, and <c>NavigationManager</c> would name its own.
    /// </summary>
    public static void LeadTo(this HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
    }
}
