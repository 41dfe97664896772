using System.Diagnostics;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;

namespace GridCity.Silo.Tests.Web;

/// <summary>The web client's own tests, so that one command runs all.</summary>
public sealed class WebUnitTests
{
    [Fact]
    public async Task Those_of_the_web_client_pass()
    {
        var folder = Path.Combine(Repository.Root, "client", "web");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            throw new SkippedException("the web client's packages are not there: run ops/test, or 'npm ci' in client/web");
        if (!await IsNodeNewAsync()) throw new SkippedException("Node is too old to test the web client: ops/test brings a newer one");
        var run = new ProcessStartInfo("npm", ["test"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var npm = Process.Start(run)!;
        var (said, complained) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();

        Assert.True(npm.ExitCode == 0, await complained + await said);
    }

    /// <summary>Debian 12 has Node 18.</summary>
    private static async Task<bool> IsNodeNewAsync()
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true })!;
        return int.TryParse((await node.StandardOutput.ReadToEndAsync()).TrimStart('v').Split('.')[0], out var major) && major >= 20;
    }
}
