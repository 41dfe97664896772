using System.CommandLine;
using System.Text.Json.Nodes;
using GridCity.Cli.Commands;

namespace GridCity.Silo.Tests.Support;

/// <summary>What one run of the command line said.</summary>
internal sealed record CliRun(int Code, string Output, string Error)
{
    /// <summary>The answer of a run with <c>--json</c>.</summary>
    public JsonNode Json => JsonNode.Parse(Output)!;

    /// <summary>With the address and a token of a silo.</summary>
    public static Task<CliRun> OfAsync(TestSilo silo, string token, params string[] arguments) =>
        OfAsync([.. arguments, "--server", $"{silo.Address}", "--token", token]);

    public static async Task<CliRun> OfAsync(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        var code = await CommandTree.RunAsync(arguments, new InvocationConfiguration { Output = output, Error = error });
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>The answer, after making sure that there is one.</summary>
    public CliRun Done()
    {
        Assert.True(Code == ExitCode.Done, $"Exit code {Code}: {Error}{Output}");
        return this;
    }
}
