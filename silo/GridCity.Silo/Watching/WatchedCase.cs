using GridCity.Grains.Cases;
using GridCity.Protos.Desk.V1;

namespace GridCity.Silo.Watching;

/// <summary>A case at one version, with what watches ask for read out once.</summary>
internal sealed class WatchedCase(CaseId id, long version, CaseState.Known state)
{
    public CaseId Id { get; } = id;

    public long Version { get; } = version;

    public CaseState.Known State { get; } = state;

    public string Stage { get; } = state.Stage;

    public string Department { get; } = state.Department;

    public string Holder { get; } = state.Holder;

    public bool Overdue { get; } = state.Overdue;

    public bool IsOpen { get; } = state.ClosedAt is null;

    public string Cell => State.Ticket.Report.Cell;

    public string Category => State.Ticket.Report.Category;

    public string Source => State.Ticket.Report.Source;

    public Urgency Urgency { get; } =
        state.Ticket.Incidents is not { } had ? Urgency.Unspecified
        : had.Supervisor is not null ? Urgency.Supervised
        : had.Urges > 0 ? Urgency.Urged
        : Urgency.Unspecified;
}
