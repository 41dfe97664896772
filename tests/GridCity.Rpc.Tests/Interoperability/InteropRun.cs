using System.Collections.Concurrent;
using System.Diagnostics;
using GridCity.Rpc.Tests.Support;
using Microsoft.AspNetCore.Hosting;

namespace GridCity.Rpc.Tests.Interoperability;

/// <summary>Which client against which server.</summary>
/// <param name="Language">See <see cref="ClientLanguage"/>.</param>
/// <param name="IsTls">With TLS, or HTTP/2 without it.</param>
/// <param name="Host">What hosts the service.</param>
internal sealed record InteropSetting(string Language, bool IsTls, RpcHost Host);

/// <summary>One client process that ran all cases in one setting.</summary>
/// <param name="Skipped">What to install, when it did not run.</param>
/// <param name="Results">By case: null when it passed, else what went wrong.</param>
/// <param name="Log">All that the client wrote.</param>
internal sealed record InteropRun(string? Skipped, IReadOnlyDictionary<string, string?> Results, string Log)
{
    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(90);
    private static readonly ConcurrentDictionary<InteropSetting, Lazy<Task<InteropRun>>> Runs = new();

    /// <summary>Runs the client when the first of its cases is asked for.</summary>
    public static Task<InteropRun> For(InteropSetting setting) =>
        Runs.GetOrAdd(setting, static key => new Lazy<Task<InteropRun>>(() => StartAsync(key))).Value;

    private static async Task<InteropRun> StartAsync(InteropSetting setting)
    {
        var client = ClientLanguage.Find(setting.Language);
        if (client.Missing is { } missing)
            return new InteropRun(missing, new Dictionary<string, string?>(), "");
        var services = new RpcServices().Add(Methods.Service, new TestService(TimeProvider.System));
        await using var server = await TestServer.StartAsync(services, setting.IsTls, setting.Host);
        var folder = Directory.CreateTempSubdirectory("gridcity-rpc-").FullName;
        try
        {
            return Parse(await RunAsync(client, server, setting.IsTls, folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(ClientLanguage client, TestServer server, bool isTls, string folder)
    {
        List<string> arguments = [.. client.Command[1..], server.Address.Authority, client.Messages(folder)];
        if (isTls)
        {
            arguments.Add(Path.Combine(folder, "ca.pem"));
            await File.WriteAllTextAsync(arguments[^1], Certificates.Localhost.ExportCertificatePem());
        }
        using var process = Process.Start(new ProcessStartInfo(client.Command[0], arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(RunLimit);
        using var stop = limit.Token.Register(process.Kill);
        return await output + await errors;
    }

    private static InteropRun Parse(string log)
    {
        var results = new Dictionary<string, string?>();
        foreach (var line in log.Split('\n'))
            if (line.Split(' ', 3) is [("ok" or "fail"), var name, ..] words)
                results[name] = words[0] == "ok" ? null : line;
        return new InteropRun(null, results, log);
    }
}
