using System.Text.RegularExpressions;
using CrmGraph.Connectors.Contract;
using Microsoft.Extensions.Options;

namespace CrmGraph.Connectors.Erp;

/// <summary>Checks what all ERPs have in common, then what is peculiar to a kind; messages name the configuration key and never a secret.</summary>
/// <typeparam name="TOptions">The settings.</typeparam>
internal abstract partial class ErpOptionsValidator<TOptions> : IValidateOptions<TOptions>
    where TOptions : ErpOptions
{
    private const int MostDelays = 20;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (string.IsNullOrEmpty(name)) return ValidateOptionsResult.Skip;
        var section = $"{ErpRegistration.Section}:{name}";
        var findings = CheckAll(section, name, options).ToList();
        // what is switched off may be half-written
        if (options.Enabled) findings.AddRange(Check(section, options));
        return findings.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(findings);
    }

    /// <summary>Checks the settings of an ERP that is enabled.</summary>
    /// <param name="section">Where they are, without the colon at the end.</param>
    /// <param name="options">The settings.</param>
    protected abstract IEnumerable<string> Check(string section, TOptions options);

    /// <summary>A message, unless a text is there.</summary>
    protected static IEnumerable<string> Require(string section, string name, string? value, string what)
    {
        if (string.IsNullOrWhiteSpace(value)) yield return $"{section}:{name} is missing: {what}.";
    }

    private static IEnumerable<string> CheckAll(string section, string key, TOptions options)
    {
        if (!KeyPattern().IsMatch(key) || key == ConnectorReport.Bus)
            yield return $"{section}: the key of an ERP has 1 to 50 letters, digits, - and _, and is not '{ConnectorReport.Bus}'.";
        if (options.Url is null ? options.Enabled : !IsAddress(options.Url))
            yield return $"{section}:Url must be an absolute http or https address without user name and password.";
        if (options.RequestTimeout < TimeSpan.FromSeconds(1) || options.RequestTimeout > TimeSpan.FromMinutes(10))
            yield return $"{section}:RequestTimeout must be between 00:00:01 and 00:10:00.";
        if (options.Parallelism is < 1 or > 16) yield return $"{section}:Parallelism must be between 1 and 16.";
        if (options.PollInterval < TimeSpan.FromSeconds(1) || options.PollInterval > TimeSpan.FromDays(1))
            yield return $"{section}:PollInterval must be between 00:00:01 and 1.00:00:00.";
        if (options.RetryDelays.Count > MostDelays || options.RetryDelays.Any(d => d < TimeSpan.FromSeconds(1) || d > TimeSpan.FromDays(7)))
            yield return $"{section}:RetryDelays has at most {MostDelays} times, each between 00:00:01 and 7.00:00:00.";
    }

    private static bool IsAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { UserInfo: "" };

    [GeneratedRegex("^[A-Za-z0-9_-]{1,50}$")]
    private static partial Regex KeyPattern();
}
