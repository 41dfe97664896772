using System.Collections.Immutable;
using System.Reflection;

namespace GridCity.Grains.Cases;

/// <summary>One line of <see cref="CaseWorkflow.Table"/>: an act, where it is open, to whom, on what conditions.</summary>
/// <param name="Command">The act.</param>
/// <param name="Stages">Stages in which it is open, of <see cref="CaseStages"/>.</param>
/// <param name="Roles">Posts that may do it there.</param>
/// <param name="Conditions">What must hold besides; the first that does not is the reason for "no".</param>
public sealed record CaseRule(
    Type Command, ImmutableArray<string> Stages, ImmutableArray<Role> Roles, ImmutableArray<CaseCondition> Conditions)
{
    /// <summary>Stable name of the act, as in its stored name: <c>file</c> of <c>case.file.v1</c>.</summary>
    public string Act { get; } = Command.GetCustomAttribute<StoredNameAttribute>()!.Name.Split('.')[1];

    internal Refusal? Hindrance(CaseState state, DecisionContext context)
    {
        if (state is not CaseState.Known known) return null;
        foreach (var condition in Conditions)
        {
            if (condition.Hindrance(known, context) is { } why) return why;
        }

        return null;
    }
}

/// <summary>A condition of the workflow that has a name of its own.</summary>
/// <param name="Name">As it reads in the table.</param>
/// <param name="Hindrance">Why it does not hold for this case and this actor; null when it does.</param>
public sealed record CaseCondition(string Name, Func<CaseState.Known, DecisionContext, Refusal?> Hindrance);

/// <summary>One answer to "what may I do now, and why not".</summary>
/// <param name="Act">Stable name of the act, such as <c>file</c>.</param>
/// <param name="Why">Why not now; null when it is open.</param>
public sealed record CaseOption(string Act, Refusal? Why);
