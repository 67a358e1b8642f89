namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>Where a cloud is. Tokens of one are no use in another.</summary>
/// <param name="Base">The API with its version.</param>
/// <param name="Authority">Who gives out tokens.</param>
/// <param name="Scope">What a token is asked for.</param>
internal sealed record GraphAddresses(Uri Base, Uri Authority, string Scope)
{
    /// <summary>The addresses that the settings ask for.</summary>
    internal static GraphAddresses Of(GraphOptions options)
    {
        var (graph, login) = Enum.Parse<GraphCloud>(options.Cloud, ignoreCase: true) switch
        {
            GraphCloud.China => ("https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn"),
            GraphCloud.UsGovernment => ("https://graph.microsoft.us", "https://login.microsoftonline.us"),
            _ => ("https://graph.microsoft.com", "https://login.microsoftonline.com"),
        };
        return new GraphAddresses(new Uri((options.BaseUrl ?? $"{graph}/v1.0").TrimEnd('/')), new Uri(login), $"{graph}/.default");
    }

    /// <summary>Whether a link of an answer leads to the API itself; a token goes nowhere else.</summary>
    internal bool Owns(Uri link) => Uri.Compare(link, Base, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
