using System.Text.RegularExpressions;
using CrmGraph.Testing;

namespace CrmGraph.Conformance.Guide;

/// <summary>docs/guide.md is a program: its <c>js</c> blocks run in order, as they stand, and must print what the <c>text</c> blocks after them say.</summary>
public sealed partial class GuideTests
{
    [Fact]
    public async Task The_guide_prints_what_it_says()
    {
        var blocks = Blocks().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/guide.md"), TestContext.Current.CancellationToken));
        var steps = blocks.Where(b => b.Groups["language"].Value == "js").ToList();
        Assert.NotEmpty(steps);
        // what each step prints follows a line of its own
        var module = string.Join('\n', steps.Select((step, i) => $"{step.Groups["text"].Value}console.log('--- {i}');"));
        await using var application = await CrmApplication.StartAsync();

        var printed = await NodeScripts.RunTextAsync(module, new Dictionary<string, string> { ["CRM_URL"] = application.Address.ToString().TrimEnd('/') }, TestContext.Current.CancellationToken);

        var outputs = Ends().Split(printed.ReplaceLineEndings("\n"));
        for (var i = 0; i < steps.Count; i++)
        {
            var next = blocks.FirstOrDefault(b => b.Index > steps[i].Index);
            var promised = next?.Groups["language"].Value == "text" ? next.Groups["text"].Value : "";
            Assert.Equal(promised, outputs[i]);
        }
    }

    [GeneratedRegex("^```(?<language>js|text)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("^--- [0-9]+\n", RegexOptions.Multiline)]
    private static partial Regex Ends();
}
