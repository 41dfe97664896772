namespace GridCity.Grains.Departments;

/// <summary>The department as an engine runs it; its key is the department's code.</summary>
public static class DepartmentKind
{
    private const int SnapshotFormat = 1;

    public static GrainKind<DepartmentState, DepartmentCommand, DepartmentEvent> Kind { get; } =
        new(
            "department", DepartmentState.Initial, Department.Decide, Department.Evolve,
            new DepartmentJson(GrainJson.Options()), SnapshotFormat);
}
