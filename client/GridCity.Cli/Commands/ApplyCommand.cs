using System.CommandLine;
using System.IO.Compression;
using GridCity.Cities.Files;
using GridCity.Cli.Output;
using GridCity.Protos.Admin.V1;

namespace GridCity.Cli.Commands;

/// <summary>
/// <c>gridcity city apply DIR</c>: changes the running city to the state of a folder. Exit code 2 for a folder with faults,
/// which is not sent.
/// </summary>
internal static class ApplyCommand
{
    /// <summary>A large city takes its time.</summary>
    private const int SecondsUsual = 3600;

    private static readonly Argument<string> Folder = new("folder") { Description = "The city's folder as it shall be." };

    public static Command Make() => ServerCommand.Make(
        "apply",
        "Changes the running city to the state of a folder: cells, duty grids, departments, inspectors, components. Open cases go "
        + "along, history stays. Applied twice it changes nothing. Needs an administrator's token.",
        [Folder], ApplyAsync, SecondsUsual);

    private static async Task ApplyAsync(ServerCall on)
    {
        var folder = on.Asked.GetRequiredValue(Folder);
        PackReader.Load(folder);
        var reply = await on.City.Admin.ApplyCityAsync(Zipped(folder), on.Stop);
        if (on.Say.IsJson) on.Say.Message(reply);
        else Print(on.Say, reply);
    }

    private static byte[] Zipped(string folder)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
            foreach (var file in PackFiles.In(folder))
                zip.CreateEntryFromFile(Path.Combine(folder, file), file);
        return memory.ToArray();
    }

    private static void Print(Answer say, ApplyCityReply reply)
    {
        foreach (var change in reply.Changes) say.Line(change);
        if (reply.ChangesCount > reply.Changes.Count) say.Line($"and {reply.ChangesCount - reply.Changes.Count} more");
        say.Line(reply.ChangesCount == 1 ? "1 change" : $"{reply.ChangesCount} changes");
    }
}
