using GridCity.Protos.Type.V1;
using GridCity.Silo.Tests.Support;

namespace GridCity.Silo.Tests.Edges;

public sealed class WholeLoopTests
{
    [Fact]
    public async Task A_report_goes_from_call_to_closing_over_the_wire()
    {
        await using var silo = await TestSilo.StartAsync();
        var crew = await Crew.OfAsync(silo);

        var registered = await crew.RegisterAsync();
        var closed = await crew.BringAsync(registered.CaseId, Stage.Closed);

        Assert.Equal(Stage.Closed, closed.Stage);
        Assert.Matches("^[0-9]{16}$", registered.Number);
        Assert.Matches("^330106[0-9]{9}$", registered.Cell);
        var found = await crew.Clerk.Desk.GetCaseAsync(new() { Number = registered.Number });
        Assert.Equal(registered.CaseId, found.Summary.CaseId);
        Assert.NotNull(found.Summary.ClosedAt);
        Assert.Equal(
            ["case.registered.v1", "case.filed.v1", "case.dispatched.v1", "case.handling-started.v1", "case.feedback-given.v1",
                "case.checked.v1", "case.closed.v1"],
            found.Timeline.Select(entry => entry.Event).Where(name => !name.StartsWith("case.inspector")));
    }
}
