using System.CommandLine;
using System.CommandLine.Parsing;
using GridCity.Client;
using GridCity.Cli.Replay;
using GridCity.Protos.Admin.V1;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity person export|erase</c>.</summary>
internal static class PersonCommand
{
    private static readonly Option<string?> Id = new("--id") { Description = "Id of the person, as in the audit log." };
    private static readonly Option<string?> Phone = new("--phone") { Description = "Telephone number of the person." };
    private static readonly Option<string?> Case = new("--case") { Description = "Printed number of a case that the person reported." };
    private static readonly Option<string?> Target = new("--out") { Description = "File to write; standard output if not given." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Means it: what is erased does not come back." };

    public static Command Make() => new("person", "What the city knows of a person. Needs an administrator's token for the whole city.")
    {
        Of("export", "Writes all that is known of a person as JSON.", [Target], (client, asked, stop) =>
            ExportAsync(client, Who(asked), asked.GetValue(Target), stop)),
        Of("erase", "Erases a person for good; cases and their histories stay.", [Yes], (client, asked, stop) =>
            EraseAsync(client, Who(asked), asked.GetValue(Yes), stop)),
    };

    private static async Task ExportAsync(GridCityClient client, PersonRequest who, string? target, CancellationToken stop)
    {
        await using var output = target is null ? Console.OpenStandardOutput() : File.Create(target);
        await foreach (var piece in client.Persons.ExportAsync(who, stop)) await output.WriteAsync(piece.Json.Memory, stop);
    }

    private static async Task EraseAsync(GridCityClient client, PersonRequest who, bool isMeant, CancellationToken stop)
    {
        if (!isMeant) throw new ReplayException("What is erased does not come back: export it first if need be, then say --yes.");
        var erased = await client.Persons.EraseAsync(who, stop);
        Console.WriteLine($"Erased person {erased.PersonId}. Backups hold the wrapped key until the city's keys are rotated.");
    }

    /// <exception cref="ReplayException">Not exactly one way to find the person.</exception>
    private static PersonRequest Who(ParseResult asked) =>
        (asked.GetValue(Id), asked.GetValue(Phone), asked.GetValue(Case)) switch
        {
            ({ } id, null, null) => new() { PersonId = id },
            (null, { } phone, null) => new() { Phone = phone },
            (null, null, { } number) => new() { CaseNumber = number },
            _ => throw new ReplayException("Say who: exactly one of --id, --phone and --case."),
        };

    private static Command Of(
        string name, string description, Option[] options, Func<GridCityClient, ParseResult, CancellationToken, Task> act)
    {
        var command = new Command(name, description) { Id, Phone, Case, ServerOptions.Address, ServerOptions.Token };
        foreach (var option in options) command.Add(option);
        command.SetAction((asked, stop) => Expected.RunAsync(async () =>
        {
            using var client = new GridCityClient(
                asked.GetRequiredValue(ServerOptions.Address), new() { Token = ServerOptions.RequiredToken(asked) });
            await act(client, asked, stop);
            return 0;
        }));
        return command;
    }
}
