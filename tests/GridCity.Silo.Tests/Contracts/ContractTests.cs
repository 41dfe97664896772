using Google.Protobuf.Reflection;
using GridCity.Cli.Commands;
using GridCity.Protos.Admin.V1;
using GridCity.Protos.Citizen.V1;
using GridCity.Protos.Desk.V1;
using GridCity.Protos.Escort.V1;
using GridCity.Protos.Field.V1;
using GridCity.Protos.Figures.V1;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Junction.V1;
using GridCity.Protos.Query.V1;
using GridCity.Protos.Session.V1;
using GridCity.Protos.Type.V1;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Contracts;

/// <summary>The services are a contract with programs that we do not know: what is there stays as it is.</summary>
public sealed class ContractTests
{
    private const string AcceptVariable = "GRIDCITY_ACCEPT_CONTRACT";

    private static readonly string SnapshotFile = Path.Combine(Repository.Root, "client", "protos", "contract.txt");

    private static readonly FileDescriptor[] Files =
    [
        AdminReflection.Descriptor, UsersReflection.Descriptor, PersonsReflection.Descriptor,
        DeskReflection.Descriptor, FieldReflection.Descriptor, PhotoReflection.Descriptor, HotlineReflection.Descriptor, IntakeReflection.Descriptor,
        QueryReflection.Descriptor, CaseReflection.Descriptor, ComponentReflection.Descriptor, DutyReflection.Descriptor, ShiftReflection.Descriptor, ProofReflection.Descriptor,
        SessionReflection.Descriptor, FiguresReflection.Descriptor, CitizenReflection.Descriptor,
        JunctionReflection.Descriptor, LinkReflection.Descriptor, EscortReflection.Descriptor,
    ];

    [Fact]
    public void The_contract_only_grows_and_every_growth_is_reviewed()
    {
        var now = Files.SelectMany(Lines).Order(StringComparer.Ordinal).ToList();
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1") File.WriteAllLines(SnapshotFile, now);
        var committed = File.ReadAllLines(SnapshotFile);

        Assert.True(
            !committed.Except(now).Any(),
            "These break programs that are out there. Restore them; add a field, a method or a new package version (v2) instead:\n"
            + string.Join('\n', committed.Except(now)));
        Assert.True(
            !now.Except(committed).Any(),
            $"These are new. Check names and numbers, for they stay; then run this test with {AcceptVariable}=1 and commit contract.txt:\n"
            + string.Join('\n', now.Except(committed)));
    }

    /// <summary>
    /// Commands and exit codes exactly. Options are the fields of requests: those that the contract has gained come into the
    /// file when it is written next.
    /// </summary>
    [Fact]
    public void The_reference_of_the_command_line_is_that_of_its_commands()
    {
        var file = Path.Combine(Repository.Root, "docs", "cli.md");
        var now = ReferenceCommand.Text(CommandTree.Root);
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1") File.WriteAllText(file, now);

        Assert.True(
            Commands(File.ReadAllText(file)).SequenceEqual(Commands(now)),
            $"docs/cli.md is not what 'gridcity reference' prints: run this test with {AcceptVariable}=1 and commit it.");
    }

    [Fact]
    public void Whatever_changes_something_has_its_command_id_in_field_1()
    {
        var acts = Files.SelectMany(file => file.Services).SelectMany(service => service.Methods)
            .Select(method => method.InputType.FindFieldByName("command_id"))
            .OfType<FieldDescriptor>()
            .ToList();

        Assert.True(acts.Count >= 10);
        Assert.All(acts, field => Assert.Equal((1, FieldType.String), (field.FieldNumber, field.FieldType)));
    }

    private static IEnumerable<string> Commands(string reference) =>
        reference.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("- `--", StringComparison.Ordinal));

    private static IEnumerable<string> Lines(FileDescriptor file) =>
    [
        .. file.Services.SelectMany(service => service.Methods).Select(method =>
            $"rpc {method.FullName} ({Stream(method.IsClientStreaming)}{method.InputType.FullName}) "
            + $"returns ({Stream(method.IsServerStreaming)}{method.OutputType.FullName})"),
        .. file.MessageTypes.SelectMany(message => message.Fields.InDeclarationOrder()).Select(field =>
            $"field {field.FullName} = {field.FieldNumber} {(field.IsRepeated ? "repeated " : "")}{TypeName(field)}"),
        .. file.EnumTypes.SelectMany(kind => kind.Values).Select(value => $"value {value.FullName} = {value.Number}"),
    ];

    private static string TypeName(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        var simple => simple.ToString().ToLowerInvariant(),
    };

    private static string Stream(bool isStream) => isStream ? "stream " : "";
}
