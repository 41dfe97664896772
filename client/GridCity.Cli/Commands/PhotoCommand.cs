using System.CommandLine;
using System.Text.Json.Nodes;
using GridCity.Client;
using GridCity.Protos.Field.V1;
using Task = System.Threading.Tasks.Task;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity photo send|get</c>.</summary>
internal static class PhotoCommand
{
    private static readonly Argument<string> Picture = new("file") { Description = "JPEG, PNG, WebP or HEIC." };
    private static readonly Option<string?> Phone = new("--caller-phone") { Description = "For a reporter's photo: the number in the report." };
    private static readonly Option<string?> Report = new("--report-command-id")
    {
        Description = "For an anonymous reporter's photo: the command id of the report.",
    };

    private static readonly Argument<string> Case = new("case") { Description = "Id or printed number of the case." };
    private static readonly Argument<string> Photo = new("photo") { Description = "Id of the photo, as in the case's timeline." };
    private static readonly Option<string> Target = new("--out") { Description = "File to write.", Required = true };

    public static Command Make() => new("photo", "Photos: sent before the act that names them, read by those who may see the case.")
    {
        ServerCommand.Make("send", "Sends a photo, or the rest of one, and prints its id for --photos.", [Picture, Phone, Report], SendAsync),
        ServerCommand.Make("get", "Reads a photo of a case.", [Case, Photo, Target], GetAsync),
    };

    private static async Task SendAsync(ServerCall on)
    {
        var bytes = await File.ReadAllBytesAsync(on.Asked.GetRequiredValue(Picture), on.Stop);
        var name = PhotosClient.NameOf(bytes);
        if (on.Asked.GetValue(Phone) is { } phone) name.CallerPhone = phone;
        if (on.Asked.GetValue(Report) is { } report) name.ReportCommandId = report;
        on.Say.Message(await on.City.Photos.PutAsync(name, bytes, on.Stop));
    }

    private static async Task GetAsync(ServerCall on)
    {
        var id = await Acts.CaseNumbers.IdOfAsync(on, on.Asked.GetRequiredValue(Case));
        var request = new GetPhotoRequest { CaseId = id, PhotoId = on.Asked.GetRequiredValue(Photo) };
        using var photo = new MemoryStream();
        await foreach (var piece in on.City.Photos.GetAsync(request, on.Stop)) await photo.WriteAsync(piece.Content.Memory, on.Stop);
        var file = on.Asked.GetRequiredValue(Target);
        await File.WriteAllBytesAsync(file, photo.ToArray(), on.Stop);
        on.Say.Line(on.Say.IsJson
            ? new JsonObject { ["file"] = file, ["bytes"] = photo.Length }.ToJsonString()
            : $"{file}: {photo.Length} bytes");
    }
}
