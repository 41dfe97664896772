using System.CommandLine;
using GridCity.Protos.Admin.V1;

namespace GridCity.Cli.Commands;

/// <summary><c>gridcity admin person export|erase</c>.</summary>
internal static class PersonCommand
{
    private static readonly Option<string?> Id = new("--id") { Description = "Id of the person, as in the audit log." };
    private static readonly Option<string?> Phone = new("--phone") { Description = "Telephone number of the person." };
    private static readonly Option<string?> Case = new("--case") { Description = "Printed number of a case that the person reported." };
    private static readonly Option<string?> Target = new("--out") { Description = "File to write; standard output if not given." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Means it: what is erased does not come back." };

    public static Command Make() => new("person", "What the city knows of a person. Needs an administrator's token for the whole city.")
    {
        ServerCommand.Make("export", "Writes all that is known of a person as JSON.", [Id, Phone, Case, Target], ExportAsync),
        ServerCommand.Make("erase", "Erases a person for good; cases and their histories stay.", [Id, Phone, Case, Yes], EraseAsync),
    };

    private static async Task ExportAsync(ServerCall on)
    {
        var who = Who(on.Asked);
        await using var output = on.Asked.GetValue(Target) is { } file ? File.Create(file) : Console.OpenStandardOutput();
        await foreach (var piece in on.City.Persons.ExportAsync(who, on.Stop)) await output.WriteAsync(piece.Json.Memory, on.Stop);
    }

    private static async Task EraseAsync(ServerCall on)
    {
        var who = Who(on.Asked);
        if (!on.Asked.GetValue(Yes))
            throw new UsageException("What is erased does not come back: export it first if need be, then say --yes.");
        on.Say.Message(await on.City.Persons.EraseAsync(who, on.Stop));
        on.Say.Remark("Backups hold the wrapped key until the city's keys are rotated.");
    }

    /// <exception cref="UsageException">Not exactly one way to find the person.</exception>
    private static PersonRequest Who(ParseResult asked) =>
        (asked.GetValue(Id), asked.GetValue(Phone), asked.GetValue(Case)) switch
        {
            ({ } id, null, null) => new() { PersonId = id },
            (null, { } phone, null) => new() { Phone = phone },
            (null, null, { } number) => new() { CaseNumber = number },
            _ => throw new UsageException("Say who: exactly one of --id, --phone and --case."),
        };
}
