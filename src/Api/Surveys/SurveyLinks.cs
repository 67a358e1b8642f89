using CrmGraph.Api.Hosting;

namespace CrmGraph.Api.Surveys;

/// <summary>Writes the addresses of survey pages.</summary>
internal sealed class SurveyLinks(OrganisationOptions organisation, IHttpContextAccessor http)
{
    /// <summary>The path below which the pages are.</summary>
    internal const string Path = "/survey/";

    /// <summary>The address for a token: below the public address, else below that of the request.</summary>
    internal string To(string token)
    {
        var request = http.HttpContext?.Request;
        var root = organisation.PublicUrl?.ToString() ?? (request is null ? "http://localhost:5080" : $"{request.Scheme}://{request.Host}{request.PathBase}");
        return $"{root.TrimEnd('/')}{Path}{token}";
    }
}
