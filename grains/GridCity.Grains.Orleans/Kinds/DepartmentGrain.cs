using GridCity.Grains.Departments;
using GridCity.Runtime.Engine;
using Orleans;

namespace GridCity.Grains.Orleans.Kinds;

/// <summary>The department on Orleans; its rules are in <see cref="Department"/>.</summary>
public interface IDepartmentGrain : IDecidingGrain<DepartmentState, DepartmentCommand>;

[GrainType("department")]
internal sealed class DepartmentGrain(GrainServices services)
    : DecidingGrain<DepartmentState, DepartmentCommand>(DepartmentKind.Kind, services), IDepartmentGrain;
