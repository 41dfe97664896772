using Google.Protobuf.WellKnownTypes;
using GridCity.Client;
using GridCity.Rpc;

namespace GridCity.Samples.Handheld;

/// <summary>An inspector's round: sign on, say where, do what waits, sign off.</summary>
internal sealed class Round(GridCityClient city, TextWriter screen, TimeProvider time)
{
    public async Task WalkAsync(string dutyGrid, double latitude, double longitude)
    {
        await SignOnAsync(dutyGrid);
        await ReportPositionAsync(latitude, longitude);
        foreach (var task in (await city.Field.MyTasksAsync(new())).Tasks) await LookAsync(task);
        var shift = await city.Field.MyShiftAsync(new());
        await screen.WriteLineAsync($"On duty in {shift.DutyGrid}: {shift.CellsVisited.Count} of {shift.Cells} cells visited.");
        await city.Field.SignOffAsync(new() { CommandId = GridCityClient.NewCommandId() });
    }

    /// <summary>A handheld that was switched off is on duty still: that is what is wanted.</summary>
    private async Task SignOnAsync(string dutyGrid)
    {
        try
        {
            await city.Field.SignOnAsync(new() { CommandId = GridCityClient.NewCommandId(), DutyGrid = dutyGrid });
        }
        catch (RpcException error) when (error.Code == StatusCode.FailedPrecondition)
        {
            await screen.WriteLineAsync(error.Message);
        }
    }

    private async Task ReportPositionAsync(double latitude, double longitude) => await city.Field.ReportPositionsAsync(new()
    {
        Positions =
        {
            new Protos.Type.V1.Position
            {
                Place = new() { Latitude = latitude, Longitude = longitude }, AccuracyMetres = 5, At = time.GetUtcNow().ToTimestamp(),
            },
        },
    });

    /// <summary>Here everything is found as it was reported; a real handheld asks the inspector.</summary>
    private async Task LookAsync(Protos.Field.V1.Task task)
    {
        await screen.WriteLineAsync($"{(task.Verify ? "verify" : "check")} {task.Case.Number} ({task.Case.Category})");
        var id = GridCityClient.NewCommandId();
        if (task.Verify) await city.Field.VerifyAsync(new() { CommandId = id, CaseId = task.Case.CaseId, Found = true });
        else await city.Field.CheckAsync(new() { CommandId = id, CaseId = task.Case.CaseId, Passed = true });
    }
}
