using System.CommandLine;
using System.IO.Compression;
using GridCity.Cities.Files;
using GridCity.Client;
using GridCity.Protos.Admin.V1;

namespace GridCity.Cli.Commands;

/// <summary>
/// <c>gridcity city apply DIR</c>: changes the running city to the state of a folder. Exit code 2 for a folder with faults,
/// which is not sent.
/// </summary>
internal static class ApplyCommand
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromHours(1);

    public static Command Make()
    {
        var folder = new Argument<string>("folder") { Description = "The city's folder as it shall be." };
        var command = new Command("apply", "Changes the running city to the state of a folder: cells, duty grids, departments, inspectors, "
            + "components. Open cases go along, history stays. Applied twice it changes nothing. Needs an administrator's token.")
        {
            folder, ServerOptions.Server, ServerOptions.Token,
        };
        command.SetAction((asked, cancellation) => Expected.RunAsync(asked, () => RunAsync(
            asked.GetRequiredValue(folder),
            asked.GetRequiredValue(ServerOptions.Server),
            ServerOptions.RequiredToken(asked),
            cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(string folder, Uri address, string token, CancellationToken cancellation)
    {
        PackReader.Load(folder);
        using var client = new GridCityClient(address, new() { Token = token, AnswerMax = AnswerMax });
        Print(await client.Admin.ApplyCityAsync(Zipped(folder), cancellation));
        return 0;
    }

    private static byte[] Zipped(string folder)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
            foreach (var file in PackFiles.All)
                zip.CreateEntryFromFile(Path.Combine(folder, file), file);
        return memory.ToArray();
    }

    private static void Print(ApplyCityReply reply)
    {
        foreach (var change in reply.Changes) Console.WriteLine(change);
        if (reply.ChangesCount > reply.Changes.Count) Console.WriteLine($"and {reply.ChangesCount - reply.Changes.Count} more");
        Console.WriteLine(reply.ChangesCount == 1 ? "1 change" : $"{reply.ChangesCount} changes");
    }
}
