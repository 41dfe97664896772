using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using GridCity.Grains;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Type.V1;
using GridCity.Silo.Tests.Edges;
using GridCity.Silo.Tests.Support;
using GridCity.Testing;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Silo.Tests.Samples;

/// <summary>The samples in other languages, with their official gRPC packages, against a silo.</summary>
public sealed class ForeignSampleTests
{
    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(90);

    private static readonly string Samples = Path.Combine(Repository.Root, "client", "samples");

    [Fact]
    public async Task A_handheld_in_Python_sends_a_photo_and_a_batch_that_counts_once()
    {
        var python = Array.Find(["/usr/bin/python3", "python3"], program => Runs(program, "-c", "import grpc, google.protobuf"));
        if (python is null) Assert.Skip("grpcio is missing: install the packages python3-grpcio and python3-protobuf.");
        await using var silo = await TestSilo.StartAsync();
        using var folder = new TestFolder();
        var descriptors = Path.Combine(folder.Path, "gridcity.descriptors");
        File.WriteAllBytes(descriptors, Contract().ToByteArray());
        var token = (await silo.TokenAsync(Role.Inspector, "sample-inspector", "i1")).Text;

        var output = await RunAsync(
            python, [], Path.Combine(Samples, "python", "handheld.py"), silo.Address.Authority, token, descriptors,
            Text(SmallCity.Latitude), Text(SmallCity.Longitude), SmallCity.DutyGrid, "0101");

        Assert.StartsWith("on duty True", output, StringComparison.Ordinal);
        Assert.Equal(2, Count(output, $"first {(int)OfflineResult.Applied} "));
        Assert.Equal(2, Count(output, $"again {(int)OfflineResult.AppliedBefore} "));
        Assert.Equal(2, await silo.Database.ScalarAsync<long>("SELECT count(*) FROM journal WHERE name = 'case.registered.v1'"));
    }

    [Fact]
    public async Task A_call_centre_in_Node_takes_a_call_to_the_visit_after_the_end()
    {
        var modules = Path.Combine(Repository.Root, "tests", "GridCity.Rpc.Tests", "interop", "node", "node_modules");
        if (!Runs("node", "--version") || !Directory.Exists(Path.Combine(modules, "@grpc", "grpc-js")))
            Assert.Skip("Node.js or @grpc/grpc-js is missing: install the package nodejs, and run 'npm ci' in tests/GridCity.Rpc.Tests/interop/node.");
        await using var silo = await TestSilo.StartAsync(HotlineCallTests.City);
        var token = (await silo.TokenAsync(Role.Agent, "sample-agent")).Text;

        var output = await RunAsync(
            "node", [("NODE_PATH", modules)], Path.Combine(Samples, "node", "call-centre.js"), silo.Address.Authority, token,
            Path.Combine(Repository.Root, "client", "protos"), "12345", "0101", Text(SmallCity.Latitude), Text(SmallCity.Longitude));

        Assert.StartsWith("known false cases 0", output, StringComparison.Ordinal);
        Assert.Contains("followed STAGE_RETURNED_TO_CLERK", output, StringComparison.Ordinal);
    }

    /// <summary>The files of the contract that a handheld needs, each after those that it rests on.</summary>
    private static FileDescriptorSet Contract()
    {
        FileDescriptor[] files =
        [
            TimestampReflection.Descriptor, CaseReflection.Descriptor, ShiftReflection.Descriptor, ProofReflection.Descriptor,
            FieldReflection.Descriptor, PhotoReflection.Descriptor,
        ];
        return new() { File = { files.Select(file => file.ToProto()) } };
    }

    private static async Task<string> RunAsync(string program, (string Name, string Value)[] environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(RunLimit);
        using var stop = limit.Token.Register(process.Kill);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{output}\n{await errors}");
        return output;
    }

    private static bool Runs(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            return process.WaitForExit(TimeSpan.FromSeconds(20)) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Text(double degrees) => degrees.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
