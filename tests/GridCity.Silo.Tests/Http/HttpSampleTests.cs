using System.Diagnostics;
using GridCity.Grains;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Http;

/// <summary>The sample does what it says, with plain Node.js.</summary>
public sealed class HttpSampleTests(SharedSilo shared)
{
    private static readonly TimeSpan LimitMax = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_report_is_registered_and_its_case_watched_over_a_lost_connection()
    {
        var token = (await shared.Silo.TokenAsync(Role.Agent, "sample-agent")).Text;
        using var node = Start(
            Path.Combine(Repository.Root, "client", "samples", "http", "report.mjs"),
            shared.Silo.Http.ToString().TrimEnd('/'), token, "0101", $"{SmallCity.Latitude}", $"{SmallCity.Longitude}");
        var (said, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());

        await Task.WhenAll(said, errors).WaitAsync(LimitMax);

        Assert.Equal("", await errors);
        Assert.Matches("^registered [0-9]{16}\n1 case.registered.v1\n2 case.urged.v1\n$", await said);
    }

    private static Process Start(params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new SkippedException("Node.js is missing: install the package nodejs, version 18 or newer.");
        }
    }
}
