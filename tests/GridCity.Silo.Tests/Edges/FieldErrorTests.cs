using Google.Protobuf.WellKnownTypes;
using GridCity.Protos.Hotline.V1;
using GridCity.Protos.Type.V1;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Edges;

public sealed class FieldErrorTests(SharedSilo shared)
{
    private static readonly Dictionary<string, (string Field, Action<RegisterRequest> Spoil)> Registrations = new()
    {
        ["no command id"] = ("command_id", request => request.CommandId = ""),
        ["a command id of version 4"] = ("command_id", request => request.CommandId = Guid.NewGuid().ToString()),
        ["a command id in braces"] = ("command_id", request => request.CommandId = $"{{{request.CommandId}}}"),
        ["a command id from the day after tomorrow"] =
            ("command_id", request => request.CommandId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow().AddDays(2)).ToString()),
        ["no category"] = ("category", request => request.Category = ""),
        ["an unknown category"] = ("category", request => request.Category = "9999"),
        ["a place outside the grid"] = ("place", request => request.Place.Latitude = 31),
        ["a place off the Earth"] = ("place", request => request.Place.Latitude = 91),
        ["a place that is no number"] = ("place", request => request.Place.Longitude = double.NaN),
        ["a description too long"] = ("description", request => request.Description = new('x', 4_001)),
        ["an address too long"] = ("address", request => request.Address = new('x', 4_001)),
        ["an address with a control character"] = ("address", request => request.Address = "Lake\u0007Road"),
        ["letters as a number"] = ("caller_phone", request => request.CallerPhone = "twelve"),
        ["a number too long"] = ("caller_phone", request => request.CallerPhone = new('1', 21)),
        ["a source too long"] = ("source", request => request.Source = new('x', 65)),
        ["a moment that is none"] = ("occurred_at", request => request.OccurredAt = new Timestamp { Nanos = -1 }),
    };

    public static TheoryData<string> SpoiledRegistrations => [.. Registrations.Keys];

    [Theory]
    [MemberData(nameof(SpoiledRegistrations))]
    public async Task A_spoiled_registration_names_the_field(string what)
    {
        var (field, spoil) = Registrations[what];
        var request = Crew.Report();
        spoil(request);

        await Refused.Naming(field, () => shared.Crew.Agent.Hotline.RegisterAsync(request));
    }

    [Fact]
    public async Task A_spoiled_act_names_the_field()
    {
        var crew = shared.Crew;
        var filed = (await crew.RegisterAsync()).CaseId;

        await Refused.Naming("case_id", () => crew.Clerk.Desk.FileAsync(new() { CommandId = Crew.NewId(), CaseId = "1", Standard = SmallCity.Standard }));
        await Refused.Naming("standard", () => crew.Clerk.Desk.FileAsync(new() { CommandId = Crew.NewId(), CaseId = filed }));
        await Refused.Naming("reason", () => crew.Clerk.Desk.VoidAsync(new() { CommandId = Crew.NewId(), CaseId = filed }));
        await crew.BringAsync(filed, Stage.Filed);
        await Refused.Naming("department", () => crew.Dispatcher.Desk.DispatchAsync(
            new() { CommandId = Crew.NewId(), CaseId = filed, Department = "circus" }));
    }

    [Fact]
    public async Task A_spoiled_list_names_the_field()
    {
        var desk = shared.Crew.Clerk.Desk;

        await Refused.Naming("page_size", () => desk.ListQueueAsync(new() { PageSize = 1_001 }));
        await Refused.Naming("page_token", () => desk.ListQueueAsync(new() { PageToken = "next" }));
        await Refused.Naming("filter.stage", () => desk.ListQueueAsync(new() { Filter = new() { Stage = (Stage)99 } }));
        await Refused.Naming("filter.cell_prefix", () => desk.ListQueueAsync(new() { Filter = new() { CellPrefix = "33%" } }));
        await Refused.Naming("from_day", () => desk.StatisticsAsync(new() { FromDay = "yesterday" }));
        await Refused.Naming("to_day", () => desk.StatisticsAsync(new() { FromDay = "2026-01-02", ToDay = "2026-01-01" }));
    }
}
