using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace CrmGraph.GraphQL.AspNetCore.Ide;

/// <summary>
/// Serves GraphiQL to browsers that open the endpoint, and its files below <c>/graphql/ide</c>. It is built from src/Dashboard into the
/// host's web root; where it is missing, a page says what to install.
/// </summary>
internal sealed class IdePage(IFileProvider webRoot)
{
    /// <summary>Where the files are, in the web root and as a route.</summary>
    public const string Folder = "/graphql/ide";

    private const string Policy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; font-src 'self' data:; "
        + "worker-src 'self' blob:; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private readonly FileExtensionContentTypeProvider contentTypes = new();

    /// <summary>Whether the request is a browser opening a page.</summary>
    public static bool IsWanted(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sends the page.</summary>
    public async Task SendPageAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = Policy;
        var page = webRoot.GetFileInfo($"{Folder}/index.html");
        if (page.Exists)
        {
            response.ContentLength = page.Length;
            await response.SendFileAsync(page, context.RequestAborted);
            return;
        }

        await using var missing = typeof(IdePage).Assembly.GetManifestResourceStream("Ide.Missing.html")!;
        response.ContentLength = missing.Length;
        await missing.CopyToAsync(response.Body, context.RequestAborted);
    }

    /// <summary>Sends a file of the page. Their names change with their content, so browsers may keep them.</summary>
    public async Task SendFileAsync(HttpContext context)
    {
        var file = webRoot.GetFileInfo($"{Folder}/{context.Request.RouteValues["file"]}");
        var response = context.Response;
        if (!file.Exists || file.IsDirectory || !contentTypes.TryGetContentType(file.Name, out var contentType))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.ContentType = contentType;
        response.ContentLength = file.Length;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.SendFileAsync(file, context.RequestAborted);
    }
}
