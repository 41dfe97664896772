namespace GridCity.Bench.Cluster;

/// <summary>The usual Orleans grain: its newest state in a row, no history.</summary>
internal interface IPlainGrain : IGrainWithStringKey
{
    /// <summary>Changes the state and writes it.</summary>
    Task SetAsync(string inspector);
}

/// <summary>As much state as a cell that knows its inspector.</summary>
[GenerateSerializer]
internal sealed class PlainState
{
    [Id(0)]
    public string Inspector { get; set; } = "";
}

internal sealed class PlainGrain([PersistentState("cell")] IPersistentState<PlainState> state) : Grain, IPlainGrain
{
    public Task SetAsync(string inspector)
    {
        state.State.Inspector = inspector;
        return state.WriteStateAsync();
    }
}
