using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using GridCity.Rpc.Tests.Support;
using Grpc.Testing;

namespace GridCity.Rpc.Tests.Interoperability;

/// <summary>A gRPC client that is not ours, run as a child process.</summary>
/// <param name="Missing">What to install when it cannot run here, or null.</param>
/// <param name="Command">The program and its arguments; the target and a CA follow the latter.</param>
internal sealed record ClientLanguage(string? Missing, params string[] Command)
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(20);

    public static ClientLanguage Find(string name) => name switch
    {
        "node" => FindNode(),
        "python" => FindPython(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such client."),
    };

    private static ClientLanguage FindNode()
    {
        var folder = Path.Combine(Repository.Interop, "node");
        if (!Succeeds("node", "--version"))
            return new ClientLanguage("Node.js is missing: install the package nodejs, version 18 or newer.");
        return Directory.Exists(Path.Combine(folder, "node_modules", "@grpc", "grpc-js"))
            ? new ClientLanguage(null, "node", Path.Combine(folder, "run.mjs"))
            : new ClientLanguage($"@grpc/grpc-js is missing: run 'npm ci' in {folder}.");
    }

    private static ClientLanguage FindPython()
    {
        foreach (var program in (string[])["/usr/bin/python3", "python3"])
            if (Succeeds(program, "-c", "import grpc, google.protobuf"))
                return new ClientLanguage(null, program, Path.Combine(Repository.Interop, "python", "run.py"));
        return new ClientLanguage("grpcio is missing: install the packages python3-grpcio and python3-protobuf.");
    }

    /// <summary>The second argument of the client: where it learns the messages from.</summary>
    public string Messages(string folder)
    {
        if (Command[0] == "node")
            return Path.Combine(Repository.Interop, "protos");
        var files = new FileDescriptorSet();
        foreach (var file in (FileDescriptor[])
                 [EmptyReflection.Descriptor, MessagesReflection.Descriptor, TestReflection.Descriptor])
            files.File.Add(file.ToProto());
        var path = Path.Combine(folder, "test.descriptors");
        File.WriteAllBytes(path, files.ToByteArray());
        return path;
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            return process.WaitForExit(ProbeLimit) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
